using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Connector.Emulators.KeyCrm;

/// <summary>A list request as keyCRM understands it.</summary>
internal sealed record KeyCrmQuery
{
    public const int DefaultLimit = 15;

    public const int MaximumLimit = 50;

    /// <summary>As sent; what is not understood is kept for the paginator's addresses.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required int Page { get; init; }

    public required int Limit { get; init; }

    public required OfferSelection Selection { get; init; }

    /// <summary>Decodes the query with PHP's habits: names are case-sensitive, and the last of two wins.</summary>
    public static Dictionary<string, string> Decode(QueryString query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query.Value))
            parameters[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
        return parameters;
    }

    public static KeyCrmQuery From(IReadOnlyDictionary<string, string> parameters, OfferSelection selection) => new()
    {
        Parameters = parameters,
        Page = WholeNumber(parameters, "page") ?? 1,
        Limit = Math.Min(WholeNumber(parameters, "limit") ?? DefaultLimit, MaximumLimit),
        Selection = selection,
    };

    /// <summary>A positive whole number; null for anything else, which keyCRM's paginator takes as not given.</summary>
    public static int? WholeNumber(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1
            ? number
            : null;

    /// <summary>A comma list; null when the filter is absent or empty, and then filters nothing.</summary>
    public static HashSet<string>? List(IReadOnlyDictionary<string, string> parameters, string filter, StringComparer comparer) =>
        parameters.TryGetValue($"filter[{filter}]", out var text) && text.Length > 0
            ? new HashSet<string>(text.Split(','), comparer)
            : null;

    /// <summary>A comma list of ids; what is no number matches nothing.</summary>
    public static HashSet<long>? Ids(IReadOnlyDictionary<string, string> parameters, string filter) =>
        List(parameters, filter, StringComparer.Ordinal) is { } list
            ? [.. list.Select(static text => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1)]
            : null;

    /// <summary><c>true</c> and <c>1</c>, <c>false</c> and <c>0</c>; null for anything else.</summary>
    public static bool? Flag(IReadOnlyDictionary<string, string> parameters, string filter) =>
        parameters.GetValueOrDefault($"filter[{filter}]") switch
        {
            "true" or "1" => true,
            "false" or "0" => false,
            _ => null,
        };
}
