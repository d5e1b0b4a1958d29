using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Template.Writing;

/// <summary>A list in the answer to a write.</summary>
internal sealed class ResultEntries
{
    /// <summary>The entries; none: the whole answer is the one entry.</summary>
    public JsonPath? Items { get; init; }

    /// <summary>The SKU of an entry.</summary>
    public JsonPath? Sku { get; init; }

    /// <summary>The id of an entry.</summary>
    public JsonPath? Ref { get; init; }

    /// <summary>The place in the request, from 0.</summary>
    public JsonPath? Index { get; init; }

    /// <summary>The word.</summary>
    public JsonPath? Status { get; init; }

    /// <summary>The sentence.</summary>
    public JsonPath? Message { get; init; }

    /// <summary>The number now.</summary>
    public JsonPath? Current { get; init; }

    /// <summary>What each word means. Words that are not in it mean a failure.</summary>
    public IReadOnlyDictionary<string, ResultMeaning> Words { get; init; } = new Dictionary<string, ResultMeaning>(StringComparer.Ordinal);

    /// <summary>What an entry means where there is no word.</summary>
    public ResultMeaning WithoutWord { get; init; }

    /// <summary>Whether entries can be told apart.</summary>
    public bool HasKey => Sku is not null || Ref is not null || Index is not null;
}
