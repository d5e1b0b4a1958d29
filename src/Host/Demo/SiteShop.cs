using Microsoft.Data.Sqlite;

namespace Connector.Host.Demo;

/// <summary>A site of own development: a SQLite file with a table of goods. Sells everything that is not reserved.</summary>
internal sealed class SiteShop(string file) : IDemoShop
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    public string Store => "site";

    /// <summary>Makes the shop: nearly right, as a shop is that was kept by hand.</summary>
    public void Open(IEnumerable<(string Sku, decimal Quantity)> goods)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        Execute(connection, "CREATE TABLE goods (id INTEGER PRIMARY KEY, article TEXT NOT NULL, title TEXT NOT NULL, price REAL NOT NULL, qty INTEGER NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO goods (article, title, price, qty) VALUES ($sku, 'Товар ' || $sku, 100, $quantity)";
        var sku = insert.Parameters.Add("$sku", SqliteType.Text);
        var quantity = insert.Parameters.Add("$quantity", SqliteType.Integer);
        foreach (var one in goods)
        {
            sku.Value = one.Sku;
            quantity.Value = (long)one.Quantity;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public IReadOnlyDictionary<string, decimal> Read()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT article, qty FROM goods";
        using var reader = command.ExecuteReader();
        var goods = new Dictionary<string, decimal>(StringComparer.Ordinal);
        while (reader.Read())
            goods[reader.GetString(0)] = reader.GetInt64(1);
        return goods;
    }

    /// <summary>Makes the site refuse every number for one article, as a trigger of a careless programmer does.</summary>
    public void Break(string sku)
    {
        using var connection = Connect();
        Execute(connection, $"""
            CREATE TRIGGER broken BEFORE UPDATE ON goods WHEN NEW.article = '{sku.Replace("'", "''", StringComparison.Ordinal)}'
            BEGIN SELECT RAISE(ABORT, 'price list is locked'); END
            """);
    }

    /// <summary>Mends what <see cref="Break"/> broke.</summary>
    public void Mend()
    {
        using var connection = Connect();
        Execute(connection, "DROP TRIGGER broken");
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts above, with one literal that is escaped.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
