using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Template.Reading;

/// <summary>Where an answer holds its products, and a product its parts.</summary>
internal sealed class ItemMapping
{
    /// <summary>The products.</summary>
    public required JsonPath Items { get; init; }

    /// <summary>The SKU.</summary>
    public required JsonPath Sku { get; init; }

    /// <summary>The number.</summary>
    public required JsonPath Quantity { get; init; }

    /// <summary>What identifies the product; the SKU where there is none.</summary>
    public JsonPath? Ref { get; init; }

    /// <summary>What identifies the product of a variant.</summary>
    public JsonPath? Parent { get; init; }

    /// <summary>Whether stock is counted.</summary>
    public JsonPath? Tracked { get; init; }

    /// <summary>A name.</summary>
    public JsonPath? Name { get; init; }

    /// <summary>Whether the number may be missing.</summary>
    public bool QuantityOptional { get; init; }

    /// <summary>Makes a listing of a product.</summary>
    /// <param name="at">The product.</param>
    /// <param name="sight">Counts what was seen in this reading.</param>
    /// <exception cref="PathMissingException">A part that must be there is not, or is not what it should be.</exception>
    public Listing Read(PathMatch at, ItemSight sight)
    {
        if (at.Node.ValueKind != JsonValueKind.Object && Sku.Root == PathRoot.Here && Quantity.Root == PathRoot.Here && Sku.Text != "$" && Quantity.Text != "$")
            throw new PathMissingException($"product {sight.Count + 1} is no object");
        sight.Count++;
        var sku = Text(Sku, at);
        sight.HasSku |= sku is not null;
        var parent = Parent is null ? null : Text(Parent, at);
        var tracked = IsTracked(at, sku);
        var reference = Reference(at, sku ?? "", parent is "" ? null : parent, sight);
        return new Listing
        {
            Ref = reference ?? TemplateRef.OfNothing(++sight.WithoutRef),
            Sku = sku ?? "",
            Quantity = Number(at, sku, tracked),
            // Without an id there is nothing to write to: it is shown, and left alone.
            TracksStock = tracked && reference is not null,
            Name = Name is null ? null : Text(Name, at),
            Parent = string.IsNullOrEmpty(parent) ? null : TemplateRef.OfParent(parent),
        };
    }

    private ListingRef? Reference(PathMatch at, string sku, string? parent, ItemSight sight)
    {
        if (Ref is null)
            return sku.Length == 0 ? null : TemplateRef.OfSku(sku, sight.TimesSeen(sku));
        return Text(Ref, at) is { Length: > 0 } id ? TemplateRef.Of(id, parent) : null;
    }

    private bool IsTracked(PathMatch at, string? sku)
    {
        if (Tracked is null || !Tracked.TryFind(at, out var found) || found.ValueKind == JsonValueKind.Null)
            return true;
        return Scalars.Truth(found) ?? throw new PathMissingException($"{Tracked.Text} of {Who(sku)} is neither true nor false");
    }

    private decimal? Number(PathMatch at, string? sku, bool tracked)
    {
        if (!Quantity.TryFind(at, out var found))
        {
            return QuantityOptional || !tracked
                ? null
                : throw new PathMissingException($"{Who(sku)} has no {Quantity.Text} (if the site leaves it out where it holds no number, set quantityOptional)");
        }

        if (found.ValueKind == JsonValueKind.Null || (found.ValueKind == JsonValueKind.String && found.ValueEquals("")))
            return null;
        if (Scalars.TryNumber(found, out var number))
            return number;
        return tracked ? throw new PathMissingException($"{Quantity.Text} of {Who(sku)} is no number") : null;
    }

    private static string? Text(JsonPath path, PathMatch at)
    {
        if (!path.TryFind(at, out var found) || found.ValueKind == JsonValueKind.Null)
            return null;
        return Scalars.Text(found) ?? throw new PathMissingException($"{path.Text} of a product is an object or a list where a single value is expected");
    }

    private static string Who(string? sku) => string.IsNullOrEmpty(sku) ? "a product without SKU" : $"the product {sku}";
}
