using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Connector.Emulators.PrestaShop;

namespace Connector.Emulators.Tests.PrestaShop;

/// <summary>An emulated shop and a client with its key, over real sockets.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Columns = "id,id_product,id_product_attribute,id_shop,id_shop_group,quantity,depends_on_stock,out_of_stock";

    private Shop(PrestaShopEmulator emulator)
    {
        Emulator = emulator;
        Http = NewClient();
    }

    public PrestaShopEmulator Emulator { get; }

    public HttpClient Http { get; }

    public PrestaShopCatalogue Catalogue => Emulator.Catalogue;

    public PrestaShopQuirks Quirks
    {
        get => Emulator.Quirks;
        set => Emulator.Quirks = value;
    }

    public static HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static AuthenticationHeaderValue Basic(string user, string password = "") =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public static async Task<Shop> OpenAsync(PrestaShopVersion version = PrestaShopVersion.V8_2, PrestaShopOptions? options = null) =>
        new(await PrestaShopEmulator.StartAsync((options ?? new PrestaShopOptions()) with { Version = version }, TestContext.Current.CancellationToken));

    public Uri Url(string pathAndQuery) => new(Emulator.Address, pathAndQuery);

    public async Task<Answer> SendAsync(HttpMethod method, string pathAndQuery, string? body = null, Action<HttpRequestMessage>? alter = null)
    {
        using var request = new HttpRequestMessage(method, Url(pathAndQuery)) { Headers = { Authorization = Basic(Emulator.Key) } };
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "text/xml");
        alter?.Invoke(request);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            (int)response.StatusCode,
            response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    public Task<Answer> GetAsync(string pathAndQuery) => SendAsync(HttpMethod.Get, pathAndQuery);

    /// <summary>A list in JSON.</summary>
    public Task<Answer> ListAsync(string resource, string query) => GetAsync($"/api/{resource}?{query}&output_format=JSON");

    public Task<Answer> PatchAsync(string rows, string query = "display=full&output_format=JSON") =>
        SendAsync(HttpMethod.Patch, "/api/stock_availables?" + query, $"<prestashop>{rows}</prestashop>");

    public Task<Answer> PutAsync(string rows, string query = "display=full&output_format=JSON") =>
        SendAsync(HttpMethod.Put, "/api/stock_availables?" + query, $"<prestashop>{rows}</prestashop>");

    /// <summary>One row of a body that changes its quantity.</summary>
    public static string Row(int id, object quantity) =>
        FormattableString.Invariant($"<stock_available><id>{id}</id><quantity>{quantity}</quantity></stock_available>");

    /// <summary>One row of a body with every field.</summary>
    public static string WholeRow(PrestaShopStockRow row) => FormattableString.Invariant(
        $"""
        <stock_available><id>{row.Id}</id><id_product>{row.ProductId}</id_product><id_product_attribute>{row.CombinationId}</id_product_attribute>
        <id_shop>{row.ShopId}</id_shop><id_shop_group>{row.ShopGroupId}</id_shop_group><quantity>{row.Quantity}</quantity>
        <depends_on_stock>{(row.DependsOnStock ? 1 : 0)}</depends_on_stock><out_of_stock>{row.OutOfStock}</out_of_stock><location>{row.Location}</location></stock_available>
        """);

    public int Quantity(int rowId) => Catalogue.StockRows.Single(row => row.Id == rowId).Quantity;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }

    /// <summary>An answer as it came.</summary>
    internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);

        public JsonElement Json => JsonDocument.Parse(Text).RootElement;

        public List<int> Codes => [.. Json.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("code").GetInt32())];

        public List<int> Ids(string resource) => Text == "[]"
            ? []
            : [.. Json.GetProperty(resource).EnumerateArray().Select(static row => int.Parse(row.GetProperty("id").ToString(), System.Globalization.CultureInfo.InvariantCulture))];
    }
}
