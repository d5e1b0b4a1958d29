namespace Connector.Adapters.File.Feeds;

/// <summary>A feed that was read, with the places where its stock is.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Rows">Its SKUs, in the order of the text.</param>
/// <param name="End">Where a new row goes.</param>
internal sealed record Feed(string Text, IReadOnlyList<FeedRow> Rows, int End);
