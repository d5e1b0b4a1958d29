using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop;
using Connector.Emulators.PrestaShop;
using PrestaShopOptions = Connector.Adapters.PrestaShop.Options.PrestaShopOptions;

namespace Connector.Bench.Shops;

/// <summary>
/// PrestaShop 8.2. The script asks for the reference, and is told the id of the stock row for nothing: real ones ask for that too.
/// </summary>
internal sealed class PrestaShop(PrestaShopEmulator emulator) : HttpShop(emulator)
{
    private readonly IReadOnlyDictionary<string, PrestaShopStockRow> rows = emulator.Catalogue.RowsByReference();

    public override string Name => "PrestaShop 8.2";

    public static async Task<HttpShop> StartAsync()
    {
        var emulator = await PrestaShopEmulator.StartAsync(new Emulators.PrestaShop.PrestaShopOptions { Version = PrestaShopVersion.V8_2 }, CancellationToken.None);
        emulator.Catalogue.Seed(Products, Parents);
        return new PrestaShop(emulator);
    }

    public override IReadOnlyDictionary<string, decimal?> Holds() =>
        emulator.Catalogue.RowsByReference().ToDictionary(row => row.Key, row => (decimal?)row.Value.Quantity, StringComparer.Ordinal);

    public override IStoreAdapter Open(StoreContext context) => new PrestaShopAdapterFactory().Create(
        context, (object)new PrestaShopOptions { Url = emulator.Address.ToString(), Key = emulator.Key });

    public override async Task LookUpAndWriteAsync(HttpClient http, string sku, decimal quantity)
    {
        var list = sku[0] == 'V' ? "combinations" : "products";
        using var find = Request(HttpMethod.Get, $"{list}?filter[reference]={Uri.EscapeDataString(sku)}&display=[id]&output_format=JSON");
        using var found = await http.SendAsync(find);
        found.EnsureSuccessStatusCode();
        using var write = Request(HttpMethod.Patch, "stock_availables");
        write.Content = new StringContent(
            string.Create(CultureInfo.InvariantCulture, $"<prestashop><stock_available><id>{rows[sku].Id}</id><quantity>{quantity}</quantity></stock_available></prestashop>"),
            Encoding.UTF8, "text/xml");
        using var written = await http.SendAsync(write);
        written.EnsureSuccessStatusCode();
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(emulator.Address, "api/" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(emulator.Key + ":")));
        return request;
    }
}
