namespace Connector.Emulators.CsCart;

/// <summary>A row of an emulated shop's products; a variation is one too.</summary>
public sealed record CsCartProduct
{
    /// <summary>The number behind everything: <c>product_id</c>.</summary>
    public required long Id { get; init; }

    /// <summary>The SKU; may be empty, and may be on several.</summary>
    public required string Code { get; init; }

    /// <summary>The stock in pieces.</summary>
    public required long Amount { get; init; }

    /// <summary><c>product</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>B</c> counted · <c>O</c> counted by option combination · <c>D</c> not counted.</summary>
    public string Tracking { get; init; } = "B";

    /// <summary><c>A</c> active · <c>H</c> hidden · <c>D</c> disabled.</summary>
    public string Status { get; init; } = "A";

    /// <summary><c>P</c> simple · <c>C</c> configurable (4.9) · <c>V</c> variation.</summary>
    public string Type { get; init; } = "P";

    /// <summary>The store or vendor that owns it.</summary>
    public long Company { get; init; } = 1;

    /// <summary>For a variation: the product it belongs to; 0 for others.</summary>
    public long Parent { get; init; }

    /// <summary>4.10 and later: the variation group; 0 for none.</summary>
    public long Group { get; init; }

    /// <summary>In the shop's currency.</summary>
    public decimal Price { get; init; } = 100;

    /// <summary>Whether its stock is split by warehouse: a write says 200 and changes nothing.</summary>
    public bool IsSplit { get; init; }

    /// <summary>When it was last saved, in seconds.</summary>
    public long Updated { get; init; }
}
