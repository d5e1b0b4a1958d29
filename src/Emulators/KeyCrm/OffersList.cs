using System.Globalization;
using System.Text.Json;
using Connector.Emulators.Http;

namespace Connector.Emulators.KeyCrm;

/// <summary>
/// GET /offers (facts/keycrm.md §5): the same offers with an archive flag, where the reserve is called <c>in_reserve</c>.
/// Unlike GET /offers/stocks it refuses filters, sorts and includes that it does not know.
/// </summary>
internal static class OffersList
{
    private static readonly string[] Filters = ["id", "product_id", "sku", "is_archived"];
    private static readonly string[] Sorts = ["id", "product_id"];
    private static readonly string[] Includes = ["product"];

    public static (KeyCrmQuery? Query, Reply? Refusal) Parse(IReadOnlyDictionary<string, string> parameters, KeyCrmQuirks quirks)
    {
        var filters = parameters.Keys.Where(static key => key.StartsWith("filter[", StringComparison.Ordinal) && key.EndsWith(']'))
            .Select(static key => key["filter[".Length..^1]);
        var refusal = Refused("filter", filters, Filters)
            ?? Refused("sort", List(parameters, "sort").Select(static sort => sort.TrimStart('-')), Sorts)
            ?? Refused("include", List(parameters, "include"), Includes);
        if (refusal is not null)
            return (null, refusal);

        var sort = parameters.GetValueOrDefault("sort");
        return (KeyCrmQuery.From(parameters, new OfferSelection
        {
            Ids = KeyCrmQuery.Ids(parameters, "id"),
            Skus = KeyCrmQuery.List(parameters, "sku", quirks.SkuFilterIgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal),
            ProductIds = KeyCrmQuery.Ids(parameters, "product_id"),
            IsArchived = KeyCrmQuery.Flag(parameters, "is_archived"),
            SortBy = sort?.TrimStart('-') switch
            {
                "id" => static offer => offer.Id,
                "product_id" => static offer => offer.ProductId,
                _ => null,
            },
            Descending = sort?.StartsWith('-') ?? false,
        }), null);
    }

    public static PageWriter.WriteOffer Writer(IReadOnlyDictionary<string, string> parameters)
    {
        var withProduct = List(parameters, "include").Contains("product");
        return (writer, offer) => Write(writer, offer, withProduct);
    }

    private static void Write(PageWriter writer, KeyCrmOffer offer, bool withProduct)
    {
        var json = writer.Json;
        json.WriteNumber("id", offer.Id);
        json.WriteNumber("product_id", offer.ProductId);
        json.WriteString("sku", offer.Sku);
        json.WriteNull("barcode");
        json.WriteNull("thumbnail_url");
        writer.Number("price", offer.Price);
        writer.Number("purchased_price", offer.PurchasedPrice);
        writer.Quantity(offer);
        writer.Number("in_reserve", offer.Reserve);
        foreach (var measure in (ReadOnlySpan<string>)["weight", "length", "height", "width"])
            json.WriteNull(measure);
        json.WriteStartArray("properties");
        foreach (var property in offer.Properties)
        {
            json.WriteStartObject();
            json.WriteString("name", property.Name);
            json.WriteString("value", property.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("is_default", false);
        json.WriteBoolean("is_archived", offer.IsArchived);
        Time(json, "created_at", offer.CreatedAt);
        Time(json, "updated_at", offer.UpdatedAt);
        if (!withProduct)
            return;
        json.WriteStartObject("product");
        json.WriteNumber("id", offer.ProductId);
        json.WriteString("name", $"Товар {offer.ProductId}");
        json.WriteBoolean("has_offers", offer.Properties.Count > 0);
        json.WriteNull("unit_type");
        json.WriteString("currency_code", "UAH");
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset value) =>
        json.WriteString(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    private static string[] List(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.GetValueOrDefault(name, "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Reply? Refused(string kind, IEnumerable<string> asked, string[] allowed)
    {
        var refused = asked.Except(allowed).ToList();
        return refused.Count == 0 ? null : ErrorReplies.NotAllowed(kind, refused, allowed);
    }
}
