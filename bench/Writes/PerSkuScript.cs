using Connector.Bench.Measuring;
using MySqlConnector;

namespace Connector.Bench.Writes;

/// <summary>
/// The baseline, as the public keyCRM-to-OpenCart scripts do it: for every SKU one look-up, by a column that has no index, and
/// one update. On one open connection with prepared statements, which is kinder than the scripts are.
/// </summary>
internal sealed class PerSkuScript(BenchShop shop) : IScript
{
    public Task BeginAsync() => Task.CompletedTask;

    public async Task WriteAsync(IReadOnlyList<int> numbers, int round)
    {
        await using var connection = new MySqlConnection(shop.ConnectionString);
        await connection.OpenAsync();
        await using var find = connection.CreateCommand();
        find.CommandText = shop.HasSkuColumn
            ? "SELECT product_id FROM oc_product WHERE sku = @sku"
            : "SELECT product_id FROM oc_product_code WHERE code = 'SKU' AND value = @sku";
        var sku = find.Parameters.Add("@sku", MySqlDbType.VarString);
        sku.Value = "";
        await find.PrepareAsync();
        await using var update = connection.CreateCommand();
        update.CommandText = "UPDATE oc_product SET quantity = @quantity, date_modified = NOW() WHERE product_id = @id";
        var quantity = update.Parameters.Add("@quantity", MySqlDbType.Int32);
        var id = update.Parameters.Add("@id", MySqlDbType.Int32);
        await update.PrepareAsync();

        foreach (var number in numbers)
        {
            sku.Value = Catalogue.Sku(number);
            id.Value = await find.ExecuteScalarAsync();
            quantity.Value = shop.Catalogue.Quantity(number, round);
            await update.ExecuteNonQueryAsync();
        }
    }
}
