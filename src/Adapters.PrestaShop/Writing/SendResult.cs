using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>What came of one request with numbers.</summary>
internal sealed record SendResult
{
    /// <summary>What the shop says the rows hold now, by the row's number.</summary>
    public IReadOnlyDictionary<int, int> Saved { get; init; } = new Dictionary<int, int>();

    /// <summary>The shop's refusal: it has ended its work, before the first row that it did not take.</summary>
    public ShopAnswer? Refusal { get; init; }

    /// <summary>Whether the shop may still be working on it.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What happened, for the journal.</summary>
    public required string Text { get; init; }
}
