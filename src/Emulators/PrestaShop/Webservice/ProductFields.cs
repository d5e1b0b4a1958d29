using System.Globalization;
using Connector.Emulators.PrestaShop.Catalogue;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>
/// The fields of products, in the order in which a refused filter lists them. Most never differ here; they are what a product
/// that was just made has.
/// </summary>
internal static class ProductFields
{
    private const string Numbers =
        "id_manufacturer=0 id_supplier=0 id_category_default=2";

    private const string AfterDynamic = "id_tax_rules_group=1 position_in_category=0";

    private const string Measures =
        "supplier_reference= location= width=0.000000 height=0.000000 depth=0.000000 weight=0.000000 quantity_discount=0 ean13= isbn= upc= mpn=";

    private const string Sale =
        "on_sale=0 online_only=0 ecotax=0.000000 minimal_quantity=1 low_stock_threshold= low_stock_alert=0 price=10.000000 wholesale_price=0.000000 unity=";

    private const string Shown =
        "redirect_type= id_type_redirected=0 available_for_order=1 available_date=0000-00-00 show_condition=0 condition=new show_price=1 indexed=1 "
        + "visibility=both advanced_stock_management=0";

    public static IReadOnlyList<ResourceField> All(VersionTraits traits) =>
    [
        new("id", FieldKind.Id, static entity => Number(((StoredProduct)entity).Id)),
        .. Fixed(Numbers),
        .. Fixed("new= cache_default_attribute=0 id_default_image="),
        new("id_default_combination", FieldKind.Integer, static entity => Number(((StoredProduct)entity).Combinations.FirstOrDefault())) { Link = "combinations" },
        .. Fixed(AfterDynamic),
        .. Fixed("manufacturer_name="),
        // Dead in every version: what is in stock stands in stock_availables alone.
        new("quantity", FieldKind.Integer, static _ => "0"),
        new("type", FieldKind.Text, Type),
        new("id_shop_default", FieldKind.Integer, static entity => Number(((StoredProduct)entity).Shops.DefaultIfEmpty(1).Min())),
        new("reference", FieldKind.Text, static entity => ((StoredProduct)entity).Reference),
        .. Fixed(Measures),
        new("cache_is_pack", FieldKind.Flag, static entity => Flag(((StoredProduct)entity).Settings.IsPack)),
        .. Fixed("cache_has_attachments=0"),
        new("is_virtual", FieldKind.Flag, static entity => Flag(((StoredProduct)entity).Settings.IsVirtual)),
        new("state", FieldKind.Integer, static entity => Flag(!((StoredProduct)entity).Settings.Draft)),
        .. Fixed("additional_delivery_times=1"),
        new("product_type", FieldKind.Text, ProductType),
        .. Fixed(Sale),
        .. traits.HasUnitPrice ? Fixed("unit_price=0.000000") : [],
        .. Fixed("unit_price_ratio=0.000000 additional_shipping_cost=0.000000 customizable=0 text_fields=0 uploadable_files=0"),
        new("active", FieldKind.Flag, static entity => Flag(((StoredProduct)entity).Settings.Active)),
        .. Fixed(Shown),
        new("pack_stock_type", FieldKind.Integer, static entity => Number(((StoredProduct)entity).Settings.PackStockType)),
        new("date_add", FieldKind.Text, static entity => Date(((StoredProduct)entity).Added)) { Filterable = false },
        new("date_upd", FieldKind.Text, static entity => Date(((StoredProduct)entity).Updated)) { Filterable = false },
        new("name", FieldKind.Translated, static entity => ((StoredProduct)entity).Name) { Filterable = false },
    ];

    private static IEnumerable<ResourceField> Fixed(string fields) => fields.Split(' ').Select(static field =>
    {
        var (name, value) = (field[..field.IndexOf('=', StringComparison.Ordinal)], field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var kind = int.TryParse(value, CultureInfo.InvariantCulture, out _) ? FieldKind.Integer : FieldKind.Text;
        return new ResourceField(name, kind, _ => value);
    });

    private static string Type(object entity) => ((StoredProduct)entity).Settings switch
    {
        { IsPack: true } => "pack",
        { IsVirtual: true } => "virtual",
        _ => "simple",
    };

    private static string ProductType(object entity) =>
        ((StoredProduct)entity).Combinations.Count > 0 ? "combinations" : Type(entity) is "simple" ? "standard" : Type(entity);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "1" : "0";

    private static string Date(DateTimeOffset value) => value.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
