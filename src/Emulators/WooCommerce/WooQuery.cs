using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Connector.Emulators.WooCommerce;

/// <summary>The query of a request; of a key that came twice the last one counts, as in PHP.</summary>
internal sealed class WooQuery
{
    private readonly Dictionary<string, string> values;

    public WooQuery(string queryString)
    {
        Raw = queryString;
        values = QueryHelpers.ParseQuery(queryString).ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? "", StringComparer.Ordinal);
    }

    /// <summary>As it was sent.</summary>
    public string Raw { get; }

    public IReadOnlyDictionary<string, string> Values => values;

    public string? this[string name] => values.GetValueOrDefault(name);

    public bool Has(string name) => values.ContainsKey(name);

    public int Number(string name, int otherwise) =>
        int.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>The fields that are asked for; <see langword="null"/> for all.</summary>
    public IReadOnlySet<string>? Fields => this["_fields"] is { Length: > 0 } list ? list.Split(',').Select(static name => name.Trim()).ToHashSet(StringComparer.Ordinal) : null;
}
