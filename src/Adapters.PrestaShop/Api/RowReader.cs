using System.Globalization;
using System.Text.Json;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>
/// Reads the fields of one row. Numbers come as numbers or as text, differently in each version, and as text wherever they were
/// just sent: both are taken, and nothing else.
/// </summary>
/// <param name="row">The row.</param>
/// <param name="resource">Of what, for messages.</param>
internal readonly struct RowReader(JsonElement row, string resource)
{
    private readonly JsonElement row = row;
    private readonly string resource = resource;

    /// <summary>A whole number.</summary>
    public int Number(string name) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && TryNumber(value, out var number)
        ? number
        : throw ShopRows.Shape($"{resource}.{name}", null);

    /// <summary>Text; empty where it is null.</summary>
    public string Text(string name) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? TextOf(value) : throw ShopRows.Shape($"{resource}.{name}", null);

    /// <summary>Every field that is one value, as text, in the shop's order.</summary>
    public List<KeyValuePair<string, string>> Fields() =>
        [.. row.EnumerateObject().Where(field => field.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)).Select(field => new KeyValuePair<string, string>(field.Name, TextOf(field.Value)))];

    /// <summary>The rows of an association; none where it is left out, as empty ones are.</summary>
    public List<T> Associated<T>(string name, Func<RowReader, T> read)
    {
        var found = new List<T>();
        if (row.TryGetProperty("associations", out var all) && all.ValueKind == JsonValueKind.Object && all.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in rows.EnumerateArray())
                found.Add(read(new RowReader(one, name)));
        }

        return found;
    }

    private static bool TryNumber(JsonElement value, out int number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt32(out number),
            JsonValueKind.String => int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => value.GetRawText(),
    };
}
