namespace Connector.Emulators.KeyCrm;

/// <summary>What a list answer says, before it is written; each number is separate so that a fault can falsify it.</summary>
internal sealed record KeyCrmPage
{
    public required IReadOnlyList<KeyCrmOffer> Offers { get; init; }

    public required int Total { get; init; }

    public required int CurrentPage { get; init; }

    public required int PerPage { get; init; }

    /// <summary>Decoded parameters of the request, for the addresses.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public int LastPage => Math.Max(1, (Total + PerPage - 1) / PerPage);

    /// <summary>Number of the first item, from 1; null on an empty page.</summary>
    public int? From => Offers.Count == 0 ? null : ((CurrentPage - 1) * PerPage) + 1;

    /// <summary>Number of the last item; null on an empty page.</summary>
    public int? To => From + Offers.Count - 1;

    public static KeyCrmPage Read(KeyCrmCatalogue catalogue, KeyCrmQuery query)
    {
        // A page number near the largest integer is beyond every catalogue, not a reason to overflow.
        var skip = (int)Math.Min(int.MaxValue, (query.Page - 1L) * query.Limit);
        var (total, offers) = catalogue.Read(query.Selection, skip, query.Limit);
        return new KeyCrmPage
        {
            Offers = offers,
            Total = total,
            CurrentPage = query.Page,
            PerPage = query.Limit,
            Parameters = query.Parameters,
        };
    }
}
