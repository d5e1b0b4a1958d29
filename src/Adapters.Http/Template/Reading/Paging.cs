using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Template.Reading;

/// <summary>How the pages of a reading follow each other.</summary>
internal sealed class Paging
{
    /// <summary>What the next page is asked for by.</summary>
    public TemplatePagingKind Kind { get; init; }

    /// <summary>Products on a page.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The number of the first page.</summary>
    public int First { get; init; } = 1;

    /// <summary>How many products there are.</summary>
    public ValueSource? Total { get; init; }

    /// <summary>How many pages there are.</summary>
    public ValueSource? Pages { get; init; }

    /// <summary>The next cursor or address.</summary>
    public JsonPath? Next { get; init; }

    /// <summary>Whether a further page follows.</summary>
    public JsonPath? More { get; init; }

    /// <summary>Whether an answer without <see cref="Next"/> is the last.</summary>
    public bool EndsWithoutNext { get; init; }
}
