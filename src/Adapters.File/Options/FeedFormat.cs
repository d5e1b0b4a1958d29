namespace Connector.Adapters.File.Options;

/// <summary>The formats that sites and marketplaces read.</summary>
public enum FeedFormat
{
    /// <summary>Columns with a header line.</summary>
    Csv,

    /// <summary><c>yml_catalog</c> with <c>offer</c>s, of which the attribute <c>available</c> and a quantity element are set.</summary>
    Yml,

    /// <summary>Hotline's <c>item</c>s, of which <c>stock</c> is set in words.</summary>
    Hotline,
}
