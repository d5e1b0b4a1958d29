namespace Connector.Adapters.OpenCart.Tests.Shops;

/// <summary>The least rights that docs/adapters/opencart.md asks for.</summary>
internal static class Grants
{
    public static string[] Least(string schema) => schema switch
    {
        "2.3-myisam" or "3.0-myisam" or "3.0-innodb" =>
        [
            "SELECT (product_id, sku, model, quantity, subtract), UPDATE (quantity, date_modified) ON oc_product",
            Options,
        ],
        "4.0" =>
        [
            "SELECT (product_id, master_id, variant, sku, model, quantity, subtract), UPDATE (quantity, date_modified) ON oc_product",
            Options,
        ],
        "4.1.0.3" =>
        [
            "SELECT (product_id, master_id, variant, sku, model, quantity, subtract), UPDATE (quantity, date_modified) ON oc_product",
            "SELECT (product_id, code, value) ON oc_product_code",
            Options,
        ],
        "4.1.0.4" =>
        [
            "SELECT (product_id, master_id, variant, model, quantity, subtract), UPDATE (quantity, date_modified) ON oc_product",
            "SELECT (product_id, code, value) ON oc_product_code",
            Options,
        ],
        _ =>
        [
            "SELECT (product_id, master_id, variant, model, quantity, subtract), UPDATE (quantity, date_modified) ON oc_product",
            "SELECT (product_id, identifier_id, value) ON oc_product_code",
            "SELECT (identifier_id, code) ON oc_identifier",
            Options,
        ],
    };

    private const string Options =
        "SELECT (product_option_value_id, product_option_id, product_id, option_id, option_value_id, quantity, subtract), "
        + "UPDATE (quantity) ON oc_product_option_value";
}
