using System.Globalization;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Template;

/// <summary>
/// Where a listing lives, in words that survive a restart: <c>item/12</c>, <c>item/12/53</c> (a variant of 12), or
/// <c>sku/A-1</c> where the site knows it by its SKU alone (<c>sku-2/A-1</c> for the second with that SKU).
/// </summary>
internal sealed record TemplateRef
{
    private const string Item = "item/";

    /// <summary>What <c>read.ref</c> read; <see langword="null"/> where the SKU does.</summary>
    public string? Id { get; init; }

    /// <summary>What <c>read.parent</c> read.</summary>
    public string? Parent { get; init; }

    /// <summary>The SKU, where it identifies the listing.</summary>
    public string? Sku { get; init; }

    /// <summary>A listing with an id.</summary>
    public static ListingRef Of(string id, string? parent) => new(parent is null ? Item + Escape(id) : $"{Item}{Escape(parent)}/{Escape(id)}");

    /// <summary>The listing with an id that others belong to.</summary>
    public static ListingRef OfParent(string id) => Of(id, null);

    /// <summary>A listing known by its SKU.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="time">Which one with this SKU, from 1.</param>
    public static ListingRef OfSku(string sku, int time = 1) =>
        new(time == 1 ? $"sku/{sku}" : string.Create(CultureInfo.InvariantCulture, $"sku-{time}/{sku}"));

    /// <summary>A listing that the site gave no id.</summary>
    /// <param name="place">Which one of them, from 1.</param>
    public static ListingRef OfNothing(int place) => new(string.Create(CultureInfo.InvariantCulture, $"no-id/{place}"));

    /// <summary>Reads what <see cref="Of"/> or <see cref="OfSku"/> wrote; <see langword="null"/> for anything else.</summary>
    public static TemplateRef? Parse(ListingRef reference)
    {
        var slash = reference.Value.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return null;
        var kind = reference.Value[..slash];
        var rest = reference.Value[(slash + 1)..];
        if (kind == "sku" || (kind.StartsWith("sku-", StringComparison.Ordinal) && kind[4..].All(char.IsAsciiDigit)))
            return new TemplateRef { Sku = rest };
        return kind != "item" ? null : rest.Split('/') switch
        {
            [var id] => new TemplateRef { Id = Unescape(id) },
            [var parent, var id] => new TemplateRef { Id = Unescape(id), Parent = Unescape(parent) },
            _ => null,
        };
    }

    private static string Escape(string id) => id.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    private static string Unescape(string id) => id.Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}
