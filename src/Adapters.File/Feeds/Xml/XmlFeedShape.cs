namespace Connector.Adapters.File.Feeds.Xml;

/// <summary>Where an XML feed keeps what matters here.</summary>
internal sealed record XmlFeedShape
{
    /// <summary>The element of one offer.</summary>
    public required string Item { get; init; }

    /// <summary>The element around all offers.</summary>
    public required string List { get; init; }

    /// <summary>Where an offer's id is: <c>@id</c> for an attribute, else a child element.</summary>
    public required string Id { get; init; }

    /// <summary>Where the SKU is, likewise.</summary>
    public required string Sku { get; init; }

    /// <summary>The child element of the quantity; <see langword="null"/> for none.</summary>
    public string? Quantity { get; init; }

    /// <summary>What says whether the offer is in stock: <c>@available</c>, or the child <c>stock</c>.</summary>
    public required string Availability { get; init; }

    /// <summary>Its text for goods in stock.</summary>
    public required string InStock { get; init; }

    /// <summary>Its text for goods out of stock.</summary>
    public required string OutOfStock { get; init; }

    /// <summary>A feed without offers; <c>{0}</c> is the date, <c>{1}</c> the encoding's name.</summary>
    public required string Skeleton { get; init; }

    /// <summary>How the skeleton writes its date.</summary>
    public required string DateFormat { get; init; }

    /// <summary>Where the date is in a feed of our own making: an attribute (<c>@date</c>) or element, of whatever parent.</summary>
    public required string Date { get; init; }
}
