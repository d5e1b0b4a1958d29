using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce;

/// <summary>Asks a shop for its version, whether it counts stock at all, and whether the key may write. Changes nothing.</summary>
internal sealed class Health(ShopClient client)
{
    private static readonly byte[] NothingToUpdate = """{"update":[]}"""u8.ToArray();

    public async Task<StoreHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var products = await client.GetAsync("/wc/v3/products", [new("per_page", "1"), new("_fields", "id")], cancellationToken).ConfigureAwait(false);
        if (!products.IsGood)
            throw ShopFailures.Of(products, client.Address);
        // An empty batch changes nothing, and is refused to a key that may only read, or by a firewall.
        var batch = await client.PostAsync("/wc/v3/products/batch", NothingToUpdate, cancellationToken).ConfigureAwait(false);
        if (!batch.IsGood)
            throw ShopFailures.Of(batch, client.Address);

        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["products"] = $"{products.Total}",
            ["key"] = client.Transport switch { KeyTransport.Basic => "header", KeyTransport.Query => "query", _ => "signed (OAuth 1.0a)" },
            ["permalinks"] = client.Address.IsPlain ? "plain" : "pretty",
        };
        var version = await VersionAsync(details, cancellationToken).ConfigureAwait(false);
        return await CountsStockAsync(cancellationToken).ConfigureAwait(false)
            ? new StoreHealth { IsHealthy = true, Summary = $"WooCommerce {version}, {products.Total} products, the key may write", Details = details }
            : new StoreHealth { IsHealthy = false, Summary = $"WooCommerce {version} counts no stock at all and would ignore every number: tick “Enable stock management” in WooCommerce → Settings → Products → Inventory.", Details = details };
    }

    // Only an administrator's key may see it; a shop manager's works all the same.
    private async Task<string> VersionAsync(Dictionary<string, string> details, CancellationToken cancellationToken)
    {
        var status = await client.GetAsync("/wc/v3/system_status", [new("_fields", "environment.version,environment.wp_version")], cancellationToken).ConfigureAwait(false);
        if (!status.IsGood || !status.Read(ShopJson.Default.JsonElement).TryGetProperty("environment", out var environment))
            return "(version not shown to this key)";
        details["woocommerce"] = Text(environment, "version");
        details["wordpress"] = Text(environment, "wp_version");
        return details["woocommerce"];
    }

    private async Task<bool> CountsStockAsync(CancellationToken cancellationToken)
    {
        var setting = await client.GetAsync("/wc/v3/settings/products/woocommerce_manage_stock", [new("_fields", "id,value")], cancellationToken).ConfigureAwait(false);
        return !setting.IsGood || Text(setting.Read(ShopJson.Default.JsonElement), "value") != "no";
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
