using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Connector.Emulators.CsCart;

namespace Connector.Emulators.Tests.CsCart;

/// <summary>An emulated CS-Cart and a plain client.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private Shop(CsCartEmulator emulator) => Emulator = emulator;

    public CsCartEmulator Emulator { get; }

    public CsCartCatalogue Catalogue => Emulator.Catalogue;

    public CsCartQuirks Quirks
    {
        get => Emulator.Quirks;
        set => Emulator.Quirks = value;
    }

    public static async Task<Shop> OpenAsync(CsCartOptions? options = null)
    {
        var shop = new Shop(await CsCartEmulator.StartAsync(options ?? new CsCartOptions(), TestContext.Current.CancellationToken));
        shop._client.BaseAddress = shop.Emulator.Address;
        shop._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{shop.Emulator.Options.Email}:{shop.Emulator.Options.ApiKey}")));
        return shop;
    }

    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<JsonElement> JsonAsync(string path) => JsonElement.Parse((await GetAsync(path)).Body);

    /// <summary>The SKUs of a list, in its order.</summary>
    public async Task<string[]> CodesAsync(string query)
    {
        var json = await JsonAsync("/api/2.0/products?" + query);
        var rows = json.ValueKind == JsonValueKind.Array ? json : json.GetProperty("products");
        return [.. rows.EnumerateArray().Select(row => row.GetProperty("product_code").GetString()!)];
    }

    public async Task<(int Status, string Body)> PutAsync(string path, string body, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var response = await _client.PutAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
    }
}
