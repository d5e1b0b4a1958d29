using Connector.Core.Stock;
using Microsoft.Data.Sqlite;

namespace Connector.Bench.Storing;

/// <summary>
/// The baseline: one open SQLite connection in the same mode as the ledger's, a statement and a transaction of its own for
/// every offer, and a query for every offer when reading.
/// </summary>
internal sealed class NaiveTable : IDisposable
{
    private readonly SqliteConnection connection;

    public NaiveTable(string folder)
    {
        connection = new SqliteConnection($"Data Source={Path.Combine(folder, "naive.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            CREATE TABLE level (offer INTEGER PRIMARY KEY, sku TEXT, quantity INTEGER, reserve INTEGER);
            CREATE INDEX level_sku ON level (sku);
            """;
        command.ExecuteNonQuery();
    }

    public void Store(IReadOnlyList<Level> levels)
    {
        foreach (var level in levels)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO level (offer, sku, quantity, reserve) VALUES ($offer, $sku, $quantity, $reserve)";
            command.Parameters.AddWithValue("$offer", level.Offer);
            command.Parameters.AddWithValue("$sku", level.Sku);
            command.Parameters.AddWithValue("$quantity", (long)level.Quantity!.Value);
            command.Parameters.AddWithValue("$reserve", (long)level.Reserve!.Value);
            command.ExecuteNonQuery();
        }
    }

    public void Read(int offers)
    {
        long sum = 0;
        for (var offer = 1; offer <= offers; offer++)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT quantity FROM level WHERE offer = $offer";
            command.Parameters.AddWithValue("$offer", offer);
            sum += (long)command.ExecuteScalar()!;
        }

        if (sum == 0)
            throw new InvalidOperationException("The table gave nothing back.");
    }

    public void Dispose() => connection.Dispose();
}
