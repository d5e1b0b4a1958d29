using Connector.Host.Configuration;
using Connector.Host.Redaction;
using Connector.Host.Runtime;
using Connector.Host.Tests.Configuration;
using Connector.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Host.Tests.Runtime;

/// <summary>What stays open when the configuration file is read again, as the running service does every few seconds.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly TempFolder state = new();
    private readonly ConfigurationFolder files = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        files.Dispose();
        state.Dispose();
    }

    [Fact]
    public async Task An_unchanged_file_leaves_every_store_as_it_is_one_whose_adapter_cannot_be_used_too()
    {
        Write(buffer: 0);
        await using var session = await OpenAsync();
        var before = session.Stores;
        session.Stores.Single(store => store.Configuration.Id.Value == "broken").Failure.ShouldNotBeNull();
        (await session.ReloadAsync()).ShouldBeEmpty();
        session.Stores.ShouldBe(before);
    }

    [Fact]
    public async Task A_changed_store_is_opened_anew_and_the_others_and_their_account_stay()
    {
        Write(buffer: 0);
        await using var session = await OpenAsync();
        var (before, reader) = (session.Stores, session.Accounts["main"]);
        Write(buffer: 2);
        var old = await session.ReloadAsync();
        old.ShouldBe([before.Single(store => store.Configuration.Id.Value == "feed")]);
        foreach (var part in old)
            await part.DisposeAsync();
        session.Stores.Single(store => store.Configuration.Id.Value == "feed").Configuration.Stock.Buffer.ShouldBe(2);
        session.Stores.ShouldContain(before.Single(store => store.Configuration.Id.Value == "broken"));
        session.Accounts["main"].ShouldBeSameAs(reader);
    }

    [Fact]
    public async Task A_file_with_mistakes_changes_nothing()
    {
        Write(buffer: 0);
        await using var session = await OpenAsync();
        var (before, configuration) = (session.Stores, session.Configuration);
        Write(buffer: -1);
        await Should.ThrowAsync<ConfigurationException>(session.ReloadAsync);
        (session.Stores, session.Configuration).ShouldBe((before, configuration));
    }

    private Task<ConnectorSession> OpenAsync() => ConnectorSession.OpenAsync(files.Main, new SecretRedactor(), NullLoggerFactory.Instance, TimeProvider.System);

    private void Write(int buffer)
    {
        // A folder without a plug-in in it: refused, and with it the store that needs it.
        Directory.CreateDirectory(files.At("plugins/broken"));
        files.WriteMain($$"""
            {
              "accounts": { "main": { "apiKey": "key-of-main" } },
              "plugins": ["plugins"],
              "state": "{{state.Path}}",
              "stores": {
                "feed": { "adapter": "file", "options": { "path": "stock.csv", "format": "csv" }, "stock": { "buffer": {{buffer}} } },
                "broken": { "adapter": "broken" }
              }
            }
            """);
    }
}
