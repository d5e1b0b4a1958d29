namespace Connector.Adapters.File.Feeds;

/// <summary>A feed that was read, with the places where its stock is.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Rows">Its SKUs, in the order of the text.</param>
/// <param name="End">Where a new row goes.</param>
/// <param name="Date">Where the feed's own date is; <see langword="null"/> if it has none.</param>
internal sealed record Feed(string Text, IReadOnlyList<FeedRow> Rows, int End, (int Start, int Length)? Date = null);
