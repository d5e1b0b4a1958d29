using Dapper;
using Microsoft.Data.Sqlite;

namespace Connector.Core.Tests.Ledger;

/// <summary>What the running service asks at every step is answered by an index, and not by looking through a whole store.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly LedgerFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData("SELECT * FROM listing WHERE store = 's' AND loose = 'x'", "listing_loose (store=? AND loose=?)")]
    [InlineData("SELECT * FROM listing WHERE store = 's' AND sku = 'x'", "listing_sku (store=? AND sku=?)")]
    [InlineData("SELECT * FROM listing WHERE store = 's' AND ref = 'x'", "PRIMARY KEY (store=? AND ref=?)")]
    [InlineData("SELECT * FROM level WHERE account = 'a' AND loose = 'x'", "level_loose (account=? AND loose=?)")]
    [InlineData("SELECT * FROM level WHERE account = 'a' AND sku = 'x'", "level_sku (sku=? AND account=?)")]
    [InlineData("SELECT * FROM level WHERE account = 'a' AND offer = 7", "PRIMARY KEY (account=? AND offer=?)")]
    [InlineData("SELECT loose FROM level WHERE account = 'a' AND changed > 7 AND loose IS NOT NULL", "level_changed (account=? AND changed>?)")]
    [InlineData("SELECT min(next_at) FROM desired WHERE store = 's' AND state IN ('pending', 'failing', 'settling')", "desired_state (store=? AND state=?)")]
    [InlineData("SELECT * FROM desired WHERE store = 's' AND state IN ('held') ORDER BY changed_at DESC, ref", "desired_state (store=? AND state=?)")]
    [InlineData("SELECT d.ref FROM desired d LEFT JOIN listing l ON l.store = d.store AND l.ref = d.ref WHERE d.store = 's' AND d.state IN ('pending', 'failing')", "desired_state (store=? AND state=?)")]
    [InlineData("UPDATE desired SET state = 'done' WHERE store = 's' AND ref = 'x' AND state = 'pending'", "PRIMARY KEY (store=? AND ref=?)")]
    [InlineData("SELECT ref FROM journal WHERE store = 's' AND at >= 'x' AND observation > 7", "journal_store_at (store=? AND at>?)")]
    public void A_step_looks_up_by_index(string query, string expected)
    {
        using var connection = new SqliteConnection($"Data Source={fixture.Ledger.Path}");
        connection.Query($"EXPLAIN QUERY PLAN {query}").Select(row => (string)row.detail).ShouldContain(detail => detail.Contains(expected, StringComparison.Ordinal));
    }
}
