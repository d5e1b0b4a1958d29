namespace Connector.Adapters.File.Feeds;

/// <summary>One SKU of a feed, and where in the text its stock is.</summary>
/// <param name="Ref">Unique in the feed: <c>offer/17</c>, or <c>sku/A-1</c> where the feed has no ids.</param>
/// <param name="Sku">As written; empty if there is none.</param>
/// <param name="Quantity">The number in the feed; <see langword="null"/> where there is none, or none that can be read.</param>
/// <param name="IsAvailable">What the feed says in words; <see langword="null"/> where it says nothing known.</param>
/// <param name="Name">A name for people.</param>
internal abstract record FeedRow(string Ref, string Sku, decimal? Quantity, bool? IsAvailable, string? Name)
{
    /// <summary>The changes of the text that make the row say <paramref name="quantity"/>, zeros included.</summary>
    public abstract IEnumerable<TextEdit> Edits(decimal quantity);
}
