using Connector.Bench.Measuring;
using MySqlConnector;

namespace Connector.Bench.Writes;

/// <summary>
/// A better script than any that was found: it reads the ids of all SKUs once and updates every product by its primary key.
/// What is left is the price of writing what has not changed, one statement a product.
/// </summary>
internal sealed class ByIdScript(BenchShop shop) : IScript
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);

    public async Task BeginAsync()
    {
        await using var connection = new MySqlConnection(shop.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = shop.HasSkuColumn
            ? "SELECT product_id, sku FROM oc_product"
            : "SELECT product_id, value FROM oc_product_code WHERE code = 'SKU'";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            ids[reader.GetString(1)] = reader.GetInt32(0);
    }

    public async Task WriteAsync(IReadOnlyList<int> numbers, int round)
    {
        await using var connection = new MySqlConnection(shop.ConnectionString);
        await connection.OpenAsync();
        await using var update = connection.CreateCommand();
        update.CommandText = "UPDATE oc_product SET quantity = @quantity, date_modified = NOW() WHERE product_id = @id";
        var quantity = update.Parameters.Add("@quantity", MySqlDbType.Int32);
        var id = update.Parameters.Add("@id", MySqlDbType.Int32);
        await update.PrepareAsync();

        foreach (var number in numbers)
        {
            id.Value = ids[Catalogue.Sku(number)];
            quantity.Value = shop.Catalogue.Quantity(number, round);
            await update.ExecuteNonQueryAsync();
        }
    }
}
