namespace Connector.Emulators.KeyCrm;

/// <summary>Which offers a request asks for; null means that it does not filter by this.</summary>
internal sealed record OfferSelection
{
    public static readonly OfferSelection All = new();

    public IReadOnlySet<long>? Ids { get; init; }

    public IReadOnlySet<string>? Skus { get; init; }

    public IReadOnlySet<long>? ProductIds { get; init; }

    public bool? IsArchived { get; init; }

    /// <summary>Whether an offer that is named by id or by SKU is enough when both are filtered.</summary>
    public bool IdOrSku { get; init; }

    /// <summary>Which field orders the answer; null is the catalogue's own order.</summary>
    public Func<KeyCrmOffer, long>? SortBy { get; init; }

    public bool Descending { get; init; }

    public bool IsEverythingInOrder =>
        Ids is null && Skus is null && ProductIds is null && IsArchived is null && SortBy is null;

    public bool Matches(KeyCrmOffer offer)
    {
        var byId = Ids?.Contains(offer.Id);
        var bySku = Skus?.Contains(offer.Sku ?? "");
        var named = IdOrSku && byId is not null && bySku is not null
            ? byId.Value || bySku.Value
            : (byId ?? true) && (bySku ?? true);
        return named
            && (ProductIds?.Contains(offer.ProductId) ?? true)
            && (IsArchived is null || IsArchived == offer.IsArchived);
    }
}
