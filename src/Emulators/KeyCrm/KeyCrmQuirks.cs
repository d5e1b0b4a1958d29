namespace Connector.Emulators.KeyCrm;

/// <summary>Lasting peculiarities: what is undocumented, or was seen in one account only. May be replaced at any time.</summary>
public sealed record KeyCrmQuirks
{
    /// <summary>How prices, quantities and reserves are written. Ids are always numbers.</summary>
    public NumberForm Numbers { get; init; }

    /// <summary>Offers whose <c>quantity</c> is null.</summary>
    public IReadOnlySet<long> NullQuantityFor { get; init; } = new HashSet<long>();

    /// <summary>Offers that lack <c>warehouse</c> although details are asked for.</summary>
    public IReadOnlySet<long> WithoutWarehousesFor { get; init; } = new HashSet<long>();

    /// <summary>Fields that no document names: <c>links</c> beside the paginator's, and more on each item.</summary>
    public bool ExtraFields { get; init; }

    /// <summary>Which warehouse rows are listed.</summary>
    public WarehouseRows WarehouseRows { get; init; }

    /// <summary>Whether a limit above 50 is refused with 422 instead of lowered to 50.</summary>
    public bool RefuseLimitAboveMaximum { get; init; }

    /// <summary>Whether <c>filter[offers_id]</c> and <c>filter[offers_sku]</c> together mean “or” instead of “and”.</summary>
    public bool CombineFiltersWithOr { get; init; }

    /// <summary>Whether SKUs in filters match whatever their case, as a database's collation may have it.</summary>
    public bool SkuFilterIgnoresCase { get; init; }

    /// <summary>Whether archived offers stay in GET /offers/stocks.</summary>
    public bool ListArchivedInStocks { get; init; } = true;

    /// <summary>Whether the paginator's addresses keep <c>limit</c>; the filters they always keep.</summary>
    public bool PageAddressesKeepLimit { get; init; }

    /// <summary>Whether errors are web pages for clients that do not accept JSON, as Laravel does it.</summary>
    public bool HtmlErrorsUnlessJsonAccepted { get; init; } = true;
}
