using System.Xml.Linq;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop;

/// <summary>Asks the root of the webservice for the shop's name, its version and the key's rights. Changes nothing.</summary>
internal sealed class Health(WebserviceClient client)
{
    public async Task<StoreHealth> CheckAsync(CancellationToken cancellationToken)
    {
        // As XML: the root in JSON is an empty 500 in 8.2 and 9.1.
        var answer = await client.GetAsync("", [.. client.ShopContext], cancellationToken).ConfigureAwait(false);
        if ((int)answer.Status != 200 || AnswerReader.Xml(answer.Text)?.Element("api") is not { } api)
            throw ShopFailures.Of(answer, "reading the key's rights");
        var name = api.Attribute("shopName")?.Value ?? "";
        var missing = new[] { ("products", "get"), ("combinations", "get"), ("stock_availables", "get") }
            .Where(right => !Has(api, right.Item1, right.Item2)).Select(right => $"{right.Item2.ToUpperInvariant()} on {right.Item1}").ToList();
        var canPatch = Has(api, "stock_availables", "patch") && client.Version >= new Version(8, 0);
        var canPut = Has(api, "stock_availables", "put");
        if (!canPatch && !canPut)
            missing.Add(client.Version >= new Version(8, 0) ? "PATCH or PUT on stock_availables" : "PUT on stock_availables");
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["shop"] = name,
            ["prestashop"] = $"{client.Version}",
            ["writes with"] = canPatch ? "PATCH" : canPut ? "PUT" : "nothing",
        };
        return missing.Count == 0
            ? new StoreHealth { IsHealthy = true, Summary = $"PrestaShop {client.Version}, “{name}”, the key may write", Details = details }
            : new StoreHealth { IsHealthy = false, Summary = $"PrestaShop {client.Version}: the key lacks {string.Join(", ", missing)}. Tick it in Advanced parameters → Webservice.", Details = details };
    }

    private static bool Has(XElement api, string resource, string right) => api.Element(resource)?.Attribute(right)?.Value == "true";
}
