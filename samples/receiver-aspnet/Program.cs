// A stock receiver for a site of your own: one ASP.NET minimal API. See README.md beside it.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

var app = WebApplication.CreateBuilder(args).Build();
// Change it: whsec_$(openssl rand -base64 32). Two, separated by a space, are both good while it is being changed.
var secrets = (Environment.GetEnvironmentVariable("STOCK_SECRET") ?? "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").Split(' ');
var database = Environment.GetEnvironmentVariable("STOCK_DB") ?? "Data Source=goods.db";
using (var first = Open())
    Query(first, "CREATE TABLE IF NOT EXISTS goods (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, qty INTEGER NOT NULL, seq INTEGER)");

SqliteConnection Open()
{
    var connection = new SqliteConnection(database);
    connection.Open();
    return connection;
}

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
        : Results.Ok(new { items, next = rows.Count == most ? rows[^1].Id.ToString(CultureInfo.InvariantCulture) : null, total = Query(connection, "SELECT COUNT(*), '', 0, NULL FROM goods")[0].Id });
});

app.MapPost("/stock", (JsonElement batch) =>
{
    if (batch.GetProperty("mode").GetString() != "set" || batch.GetProperty("items").GetArrayLength() > 500)
        return Results.Problem("A batch with mode “set” and at most 500 items is expected.", statusCode: batch.GetProperty("mode").GetString() == "set" ? 413 : 400);
    var isDry = batch.TryGetProperty("dryRun", out var dry) && dry.ValueKind == JsonValueKind.True;
    using var connection = Open();
    using var transaction = connection.BeginTransaction();
    var results = batch.GetProperty("items").EnumerateArray().Select(item => Set(connection, item, isDry)).ToList();
    transaction.Commit();
    return Results.Ok(new { batch = batch.GetProperty("batch").GetString(), results });
});

app.Run();

static object Set(SqliteConnection connection, JsonElement item, bool isDry)
{
    var sku = item.GetProperty("sku").GetString()!;
    var found = Query(connection, "SELECT id, sku, qty, seq FROM goods WHERE sku = $0", sku);
    if (found.Count != 1)                                               // none and several are not guessed
        return new { sku, status = found.Count == 0 ? "not_found" : "duplicate" };
    var seq = item.TryGetProperty("seq", out var told) ? told.GetInt64() : found[0].Seq;
    if (!item.GetProperty("quantity").TryGetDecimal(out var quantity) || quantity < 0 || quantity != decimal.Truncate(quantity))
        return new { sku, status = "invalid", message = "whole numbers from 0", current = found[0].Qty };
    if (seq < found[0].Seq)
        return new { sku, status = "stale", current = found[0].Qty };
    if (!isDry)
        Query(connection, "UPDATE goods SET qty = $0, seq = $1 WHERE id = $2", (long)quantity, (object?)seq ?? DBNull.Value, found[0].Id);
    return new { sku, status = found[0].Qty == (long)quantity ? "unchanged" : "updated", previous = found[0].Qty, current = isDry ? found[0].Qty : (long)quantity };
}
