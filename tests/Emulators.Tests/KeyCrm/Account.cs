using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

/// <summary>An emulated account and a client with its key, over real sockets.</summary>
internal sealed class Account : IAsyncDisposable
{
    private Account(KeyCrmEmulator emulator)
    {
        Emulator = emulator;
        Http = NewClient();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.ApiKey);
        Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public KeyCrmEmulator Emulator { get; }

    public HttpClient Http { get; }

    public KeyCrmCatalogue Catalogue => Emulator.Catalogue;

    public static HttpClient NewClient() => new(new SocketsHttpHandler());

    /// <summary>Without a limit unless the options set one.</summary>
    public static async Task<Account> OpenAsync(int offers = 0, KeyCrmEmulatorOptions? options = null)
    {
        var account = new Account(await KeyCrmEmulator.StartAsync(
            options ?? new KeyCrmEmulatorOptions { RequestsPerMinute = null }, TestContext.Current.CancellationToken));
        account.Emulator.SeedCatalogue(offers);
        return account;
    }

    public Uri Url(string pathAndQuery) => new(Emulator.BaseUrl + pathAndQuery);

    public Task<HttpResponseMessage> GetAsync(string pathAndQuery) => Http.GetAsync(Url(pathAndQuery), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PutAsync(string pathAndQuery, object body) =>
        Http.PutAsJsonAsync(Url(pathAndQuery), body, TestContext.Current.CancellationToken);

    /// <summary>The answer as JSON; it must be a success.</summary>
    public async Task<JsonObject> ReadAsync(string pathAndQuery)
    {
        using var response = await GetAsync(pathAndQuery);
        response.EnsureSuccessStatusCode();
        return await JsonAsync(response);
    }

    public Task<JsonObject> PageAsync(int page, int limit = 50) => ReadAsync($"/offers/stocks?limit={limit}&page={page}");

    /// <summary>Reads pages as a plain client does, without any check, and returns the ids in the order in which they came.</summary>
    public async Task<List<long>> ReadAllIdsAsync(int limit = 50)
    {
        var ids = new List<long>();
        for (var page = 1; ; page++)
        {
            var json = await PageAsync(page, limit);
            ids.AddRange(json.Ids());
            if (page >= json.Int("last_page"))
                return ids;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }

    public static async Task<JsonObject> JsonAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken)).ShouldBeOfType<JsonObject>();
}
