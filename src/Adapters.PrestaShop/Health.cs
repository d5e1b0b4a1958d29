using System.Xml;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;

namespace Connector.Adapters.PrestaShop;

/// <summary>Asks a shop for its version, its name and what the key may do there. One request; changes nothing.</summary>
internal sealed class Health(ShopClient client)
{
    public async Task<StoreHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync("", [], cancellationToken).ConfigureAwait(false);
        if (answer.Errors.Count > 0 || (int)answer.Status is < 200 or > 299)
            throw client.Failure(answer);
        var rights = KeyRights.Read(answer.Body) ?? throw client.Failure(answer);

        var missing = rights.MissingFor(client.Version);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = client.Version?.ToString() ?? "(not shown)",
            ["shop"] = rights.ShopName,
            ["rights"] = rights.ToString(),
            ["writes with"] = rights.MayPatch(client.Version) ? "PATCH" : "PUT",
            ["key"] = client.KeyInQuery ? "query" : "header",
            ["address"] = client.ByDispatcher ? "webservice/dispatcher.php" : "api",
        };
        return missing.Count == 0
            ? new StoreHealth { IsHealthy = true, Summary = $"PrestaShop {details["version"]}, “{rights.ShopName}”, the key may read the catalogue and write stock", Details = details }
            : new StoreHealth { IsHealthy = false, Summary = $"PrestaShop {details["version"]}, “{rights.ShopName}”: the webservice key lacks {string.Join(", ", missing)}. Tick it in Advanced parameters → Webservice.", Details = details };
    }

    /// <summary>What the list of resources says of a key.</summary>
    private sealed record KeyRights(string ShopName, Dictionary<string, HashSet<string>> Methods)
    {
        private static readonly string[] Needed = ["products", "combinations", "stock_availables"];

        public static KeyRights? Read(ReadOnlyMemory<byte> body)
        {
            try
            {
                if (ShopXml.Parse(body).Element("api") is not { } api)
                    return null;
                return new KeyRights(
                    (string?)api.Attribute("shopName") ?? "",
                    api.Elements().ToDictionary(
                        resource => resource.Name.LocalName,
                        resource => resource.Attributes().Where(attribute => attribute.Value == "true").Select(attribute => attribute.Name.LocalName).ToHashSet(StringComparer.Ordinal),
                        StringComparer.Ordinal));
            }
            catch (XmlException)
            {
                return null;
            }
        }

        public List<string> MissingFor(Version? version)
        {
            List<string> missing = [.. Needed.Where(resource => !May(resource, "get")).Select(resource => $"GET on {resource}")];
            if (!May("stock_availables", "put") && !MayPatch(version))
                missing.Add(HasPatch(version) ? "PATCH on stock_availables" : "PUT on stock_availables");
            return missing;
        }

        public bool MayPatch(Version? version) => HasPatch(version) && May("stock_availables", "patch");

        public override string ToString() => string.Join("; ", Needed.Where(Methods.ContainsKey).Select(resource =>
            $"{resource}: {string.Join(' ', Methods[resource].Order(StringComparer.Ordinal)).ToUpperInvariant()}"));

        private static bool HasPatch(Version? version) => version?.Major >= 8;

        private bool May(string resource, string method) => Methods.TryGetValue(resource, out var methods) && methods.Contains(method);
    }
}
