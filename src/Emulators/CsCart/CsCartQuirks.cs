namespace Connector.Emulators.CsCart;

/// <summary>How this shop and its host are set up. May be replaced at any time; takes effect with the next request.</summary>
public sealed record CsCartQuirks
{
    /// <summary>What stands around the rows of a product list.</summary>
    public CsCartEnvelope Envelope { get; init; }

    /// <summary>How numbers are written.</summary>
    public CsCartNumbers Numbers { get; init; }

    /// <summary>Products that are shown without <c>amount</c>.</summary>
    public IReadOnlySet<long> WithoutAmount { get; init; } = new HashSet<long>();

    /// <summary>What <c>pcode</c> means.</summary>
    public CsCartCodeFilter CodeFilter { get; init; }

    /// <summary>Rows of a page when nobody asks for a number.</summary>
    public int DefaultItemsPerPage { get; init; } = 10;

    /// <summary>The most rows of a page; null: no end.</summary>
    public int? MostItemsPerPage { get; init; }

    /// <summary>Pages above <see cref="MostItemsPerPage"/> are quietly made smaller instead of refused with 413.</summary>
    public bool CapsQuietly { get; init; }

    /// <summary>Asking for a page behind the last one brings the last one again instead of nothing.</summary>
    public bool RepeatsLastPage { get; init; }

    /// <summary>Rows that sort alike come in another order on every page, as a database without a tie-breaker may give them.</summary>
    public bool TiesMove { get; init; }

    /// <summary>Variations are left out of the list unless <c>include_child_variations=Y</c> asks for them (4.10 and later).</summary>
    public bool MergesVariations { get; init; }

    /// <summary>What <c>/api/…</c> leads to.</summary>
    public CsCartRewrite Rewrite { get; init; }

    /// <summary>The store is closed or being upgraded: 503.</summary>
    public bool Closed { get; init; }

    /// <summary>Requests that the host allows in each hour of the clock; above it 509. Null: no end.</summary>
    public int? RequestsPerHour { get; init; }

    /// <summary>A firewall answers everything with a page and 200.</summary>
    public bool AnswersPages { get; init; }

    /// <summary>What is printed before every answer: a PHP notice.</summary>
    public string TextBefore { get; init; } = "";

    /// <summary>The administrator's group may only look: writes are 403.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Entities that the administrator's group or this edition lacks: 403.</summary>
    public IReadOnlySet<string> Forbidden { get; init; } = new HashSet<string>();

    /// <summary><c>?version=True</c> is not answered.</summary>
    public bool HidesVersion { get; init; }

    /// <summary>The filter <c>company_id</c> is ignored.</summary>
    public bool IgnoresCompany { get; init; }
}
