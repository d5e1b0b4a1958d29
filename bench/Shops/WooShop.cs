using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.WooCommerce;
using Connector.Emulators.WooCommerce;
using WooCommerceOptions = Connector.Adapters.WooCommerce.Options.WooCommerceOptions;

namespace Connector.Bench.Shops;

/// <summary>WooCommerce 11.0. The script sends its key in the header, as it would over TLS.</summary>
internal sealed class WooShop(WooCommerceEmulator emulator) : HttpShop(emulator)
{
    public override string Name => "WooCommerce 11.0";

    public static async Task<HttpShop> StartAsync()
    {
        var emulator = await WooCommerceEmulator.StartAsync(new Emulators.WooCommerce.WooCommerceOptions { IsBehindTls = true }, CancellationToken.None);
        emulator.Catalogue.Seed(Products, Parents);
        return new WooShop(emulator);
    }

    public override IReadOnlyDictionary<string, decimal?> Holds() =>
        emulator.Catalogue.Products.ToDictionary(product => product.Sku, product => product.StockQuantity, StringComparer.Ordinal);

    public override IStoreAdapter Open(StoreContext context) => new WooCommerceAdapterFactory().Create(
        context, (object)new WooCommerceOptions { Url = emulator.Url, ConsumerKey = emulator.Options.ConsumerKey, ConsumerSecret = emulator.Options.ConsumerSecret });

    public override async Task LookUpAndWriteAsync(HttpClient http, string sku, decimal quantity)
    {
        using var find = Request(HttpMethod.Get, $"products?sku={Uri.EscapeDataString(sku)}&_fields=id,parent_id");
        using var found = await http.SendAsync(find);
        var product = (await found.Content.ReadFromJsonAsync<JsonElement>())[0];
        var (id, parent) = (product.GetProperty("id").GetInt64(), product.GetProperty("parent_id").GetInt64());
        using var write = parent == 0
            ? Request(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"products/{id}?_fields=id"))
            : Request(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"products/{parent}/variations/batch"));
        write.Content = parent == 0
            ? JsonContent.Create(new { stock_quantity = quantity })
            : JsonContent.Create(new { update = new[] { new { id, stock_quantity = quantity } } });
        using var written = await http.SendAsync(write);
        written.EnsureSuccessStatusCode();
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, $"{emulator.Url}/wp-json/wc/v3/{path}");
        var key = Encoding.ASCII.GetBytes($"{emulator.Options.ConsumerKey}:{emulator.Options.ConsumerSecret}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(key));
        return request;
    }
}
