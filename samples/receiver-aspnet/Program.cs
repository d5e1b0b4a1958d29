// A stock receiver for a site of your own: one ASP.NET minimal API. See README.md beside it.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;

var app = WebApplication.CreateBuilder(args).Build();
// whsec_ and 32 random bytes in base64. Two, separated by a space, are both good while it is being changed.
var secrets = (Environment.GetEnvironmentVariable("STOCK_SECRET") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
if (secrets.Length == 0)
    throw new InvalidOperationException("Set STOCK_SECRET: whsec_$(openssl rand -base64 32)");
var database = Environment.GetEnvironmentVariable("STOCK_DB") ?? "Data Source=goods.db";
using (var first = Open())
    Query(first, "CREATE TABLE IF NOT EXISTS goods (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, qty INTEGER NOT NULL, seq INTEGER)");

SqliteConnection Open() { var connection = new SqliteConnection(database); connection.Open(); return connection; }

static List<(long Id, string Sku, long Qty, long? Seq)> Query(SqliteConnection connection, string sql, params object[] values)
{
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    values.Index().ToList().ForEach(value => command.Parameters.AddWithValue($"${value.Index}", value.Item));
    using var reader = command.ExecuteReader();
    var rows = new List<(long, string, long, long?)>();
    while (reader.Read())
        rows.Add((reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetInt64(3)));
    return rows;
}

// Every request is signed over the very bytes of its body, within five minutes, compared in constant time.
app.Use(async (context, next) =>
{
    context.Request.EnableBuffering();
    using var body = new MemoryStream();
    await context.Request.Body.CopyToAsync(body);
    context.Request.Body.Position = 0;
    var (id, timestamp) = (context.Request.Headers["webhook-id"].ToString(), context.Request.Headers["webhook-timestamp"].ToString());
    byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body.ToArray()];
    var expected = secrets.Select(secret => Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret.Replace("whsec_", "")), signed)))).ToList();
    var isSigned = context.Request.Headers["webhook-signature"].ToString().Split(' ')
        .Any(given => expected.Any(one => CryptographicOperations.FixedTimeEquals(one, Encoding.UTF8.GetBytes(given))));
    var isNow = long.TryParse(timestamp, out var at) && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - at) <= 300;
    await (isSigned && isNow && id.Length > 0 ? next(context) : Results.Problem("Signature, id or timestamp is wrong.", statusCode: 401).ExecuteAsync(context));
});

app.MapGet("/capabilities", () => new
{
    contract = "stock-receiver/1", maxItems = 500, reads = true, dryRun = true, compareAndSet = false, stale = true,
    warehouses = false, decimals = 0, negative = false, skuMaxLength = 191, skuCase = "sensitive", time = DateTimeOffset.UtcNow,
});

app.MapGet("/stock", (string[]? sku, long? cursor, int? limit) =>
{
    using var connection = Open();
    var most = Math.Clamp(limit ?? 500, 1, 500);
    var rows = sku is { Length: > 0 }
        ? sku.SelectMany(one => Query(connection, "SELECT id, sku, qty, seq FROM goods WHERE sku = $0", one)).ToList()
        : Query(connection, "SELECT id, sku, qty, seq FROM goods WHERE id > $0 ORDER BY id LIMIT $1", cursor ?? 0, most);
    var items = rows.Select(row => new { @ref = "goods:" + row.Id, sku = row.Sku, quantity = row.Qty, tracked = true });
    return sku is { Length: > 0 }
        ? Results.Ok(new { items, next = (string?)null })
        : Results.Ok(new { items, next = rows.Count == most ? $"{rows[^1].Id}" : null, total = Query(connection, "SELECT COUNT(*), '', 0, NULL FROM goods")[0].Id });
});

app.MapPost("/stock", (Batch batch) =>
{
    if (batch.Mode != "set" || batch.Items is not { } items || items.Any(item => item?.Sku is null))
        return Results.Problem("A batch with mode “set” and items with a SKU is expected.", statusCode: 400);
    if (items.Count > 500)
        return Results.Problem("At most 500 items.", statusCode: 413);
    using var connection = Open();
    using var transaction = connection.BeginTransaction();
    var results = items.Select(item => Set(connection, item, batch.DryRun)).ToList();
    transaction.Commit();
    return Results.Ok(new { batch = batch.Id, results });
});

app.Run();

static object Set(SqliteConnection connection, Item item, bool isDry)
{
    var (sku, quantity) = (item.Sku, item.Quantity);
    var found = Query(connection, "SELECT id, sku, qty, seq FROM goods WHERE sku = $0", sku);
    if (found.Count != 1)                                               // none and several are not guessed
        return new { sku, status = found.Count == 0 ? "not_found" : "duplicate" };
    var (id, _, now, last) = found[0];
    if (quantity is not (>= 0 and <= int.MaxValue) || quantity != decimal.Truncate(quantity.Value))
        return new { sku, status = "invalid", message = "whole numbers from 0", current = now };
    // The condition on seq is for databases where two requests may be at work at once: the newer one must win.
    var isStale = item.Seq < last || (!isDry && Query(connection, "UPDATE goods SET qty = $0, seq = $1 WHERE id = $2 AND (seq IS NULL OR seq <= $1) RETURNING id, sku, qty, seq",
        (long)quantity, (object?)(item.Seq ?? last) ?? DBNull.Value, id).Count == 0);
    return isStale ? new { sku, status = "stale", current = now }
        : (object)new { sku, status = now == quantity ? "unchanged" : "updated", previous = now, current = isDry ? now : (long)quantity };
}

record Item(string Sku, decimal? Quantity, long? Seq);
record Batch([property: JsonPropertyName("batch")] string? Id, string? Mode, bool DryRun, List<Item>? Items);
