using Connector.Abstractions;

namespace Connector.Adapters.File.Feeds;

/// <summary>Reads and makes feeds of one format. Changes nothing of a feed but its stock.</summary>
internal interface IFeedFormat
{
    /// <summary>Whether numbers can be read back from the feed. Hotline tells stock in words.</summary>
    bool HasNumbers { get; }

    /// <summary>Reads a feed.</summary>
    /// <param name="text">The whole feed.</param>
    /// <exception cref="StoreException">It is not a feed of this format, or cut: nothing of it counts.</exception>
    Feed Parse(string text);

    /// <summary>A feed without rows.</summary>
    /// <param name="now">The date that goes into it.</param>
    string Empty(DateTimeOffset now);

    /// <summary>The reference that a new row has once it is in the feed.</summary>
    string RefOf(string sku);

    /// <summary>A new row, for <see cref="Feed.End"/>.</summary>
    string Row(string sku, decimal quantity);

    /// <summary>The edits that put a new date on a feed that the connector made itself.</summary>
    IEnumerable<TextEdit> Redate(Feed feed, DateTimeOffset now);
}
