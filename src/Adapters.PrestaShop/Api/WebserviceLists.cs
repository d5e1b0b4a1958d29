using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>Reads lists of a resource, as JSON with named fields: without them PrestaShop 8 and 9 leave out what is zero.</summary>
internal sealed class WebserviceLists(WebserviceClient client)
{
    private const int PageSize = 1000;

    /// <summary>
    /// Every row, in the order of the ids. Each page begins behind the last id of the one before, so that rows that come or go
    /// meanwhile shift nothing.
    /// </summary>
    /// <exception cref="StoreException">A page could not be read, or is out of order: no row counts.</exception>
    public async IAsyncEnumerable<JsonElement> ReadAsync(
        string resource, string fields, IReadOnlyList<KeyValuePair<string, string>> filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            List<KeyValuePair<string, string>> page = [.. filter, new("limit", $"0,{PageSize}")];
            if (last > 0)
                page.Add(new("filter[id]", string.Create(CultureInfo.InvariantCulture, $">[{last}]")));
            var rows = await ListAsync(resource, fields, page, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                var id = IdOf(row);
                if (id <= last)
                    throw new StoreException(StoreFailure.Protocol, $"The shop's list of {resource} is out of order ({id} after {last}); the reading does not count.");
                last = id;
                yield return row;
            }

            if (rows.Count < PageSize)
                yield break;
        }
    }

    /// <summary>The rows of one request.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(
        string resource, string fields, IEnumerable<KeyValuePair<string, string>> filter, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(resource,
            [.. filter, .. client.ShopContext, new("display", fields), new("sort", "[id_ASC]"), new("output_format", "JSON")], cancellationToken).ConfigureAwait(false);
        if ((int)answer.Status != 200)
            throw ShopFailures.Of(answer, $"reading {resource}");
        return Rows(answer, resource) ?? throw ShopFailures.Of(answer, $"reading {resource}");
    }

    /// <summary>The rows in an answer; <see langword="null"/> if it has none of the kind. An empty list comes as <c>[]</c>.</summary>
    public static IReadOnlyList<JsonElement>? Rows(ShopAnswer answer, string resource) => answer.Json switch
    {
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 0 => [],
        { ValueKind: JsonValueKind.Object } json when json.TryGetProperty(resource, out var rows) && rows.ValueKind == JsonValueKind.Array => [.. rows.EnumerateArray()],
        _ => null,
    };

    /// <summary>A whole number of a row.</summary>
    /// <exception cref="StoreException">It is not there.</exception>
    public static long Number(JsonElement row, string field) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(field, out var value) && AnswerReader.Number(value) is { } number && number == decimal.Truncate(number)
            ? (long)number
            : throw new StoreException(StoreFailure.Protocol, $"A row of the shop's answer has no number “{field}”; nothing of the answer counts.");

    /// <summary>A text of a row; empty if it is not there.</summary>
    public static string Text(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) ? value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Number => value.GetRawText(), _ => "" } : "";

    private static long IdOf(JsonElement row) => Number(row, "id");
}
