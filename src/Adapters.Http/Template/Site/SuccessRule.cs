using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Template.Site;

/// <summary>When an answer as a whole counts as a success.</summary>
internal sealed class SuccessRule
{
    /// <summary>HTTP statuses; none: 200 to 299.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>What decides in the body; nothing by default.</summary>
    public JsonPath? Path { get; init; }

    /// <summary>The values of a success there; none: nothing may be there.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Where the code of a failure is.</summary>
    public JsonPath? Code { get; init; }

    /// <summary>Codes that refuse the secret.</summary>
    public IReadOnlyList<string> Unauthorized { get; init; } = [];

    /// <summary>Codes that ask for fewer requests.</summary>
    public IReadOnlyList<string> Throttled { get; init; } = [];

    /// <summary>Where a sentence about a failure is.</summary>
    public JsonPath? Message { get; init; }

    /// <summary>Whether the status is one of a success.</summary>
    public bool Takes(int status) => Statuses.Count == 0 ? status is >= 200 and < 300 : Statuses.Contains(status);

    /// <summary>Whether the body says that the request failed.</summary>
    public bool IsFailure(JsonElement root)
    {
        if (Path is null)
            return false;
        var isThere = Path.TryFind(PathMatch.Of(root), out var found);
        if (Values.Count == 0)
            return isThere && !Scalars.IsNothing(found);
        return !isThere || Scalars.Text(found) is not { } text || !Values.Contains(text, StringComparer.Ordinal);
    }

    /// <summary>The kind of failure its code means.</summary>
    public StoreFailure Kind(JsonElement root)
    {
        var code = Code is not null && Code.TryFind(PathMatch.Of(root), out var found) ? Scalars.Text(found) : null;
        if (code is null)
            return StoreFailure.Protocol;
        return Unauthorized.Contains(code, StringComparer.Ordinal) ? StoreFailure.Unauthorized
            : Throttled.Contains(code, StringComparer.Ordinal) ? StoreFailure.Throttled
            : StoreFailure.Protocol;
    }
}
