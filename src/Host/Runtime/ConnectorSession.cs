using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Stock;
using Connector.Host.Configuration;
using Connector.Host.Plugins;
using Connector.Host.Redaction;
using AccountReader = Connector.Core.KeyCrm.AccountReader;

namespace Connector.Host.Runtime;

/// <summary>
/// What one command, or the service, works with: the configuration, the adapters found, the ledger, the accounts and the
/// stores. A store whose adapter cannot be used is in it with the reason; it stops no other.
/// </summary>
internal sealed class ConnectorSession : IAsyncDisposable
{
    private readonly SocketsHttpHandler keyCrmHandler;
    private readonly HttpClient keyCrmHttp;
    private readonly string path;
    private Dictionary<string, AccountReader> accounts;

    private ConnectorSession(
        string path, ConnectorConfiguration configuration, PluginCatalog plugins, Ledger ledger, IReadOnlyList<OpenStore> stores, SecretRedactor redactor,
        ILoggerFactory loggers, TimeProvider time)
    {
        this.path = path;
        Configuration = configuration;
        Plugins = plugins;
        Ledger = ledger;
        Stores = stores;
        Redactor = redactor;
        Loggers = loggers;
        Time = time;
        keyCrmHandler = KeyCrmHttp.CreateHandler();
        keyCrmHttp = KeyCrmHttp.Create(keyCrmHandler);
        accounts = configuration.Accounts.ToDictionary(account => account.Key, account => Read(account.Value));
    }

    /// <summary>The configuration in force.</summary>
    public ConnectorConfiguration Configuration { get; private set; }

    /// <summary>The adapters found.</summary>
    public PluginCatalog Plugins { get; }

    /// <summary>The durable state.</summary>
    public Ledger Ledger { get; }

    /// <summary>Every enabled store.</summary>
    public IReadOnlyList<OpenStore> Stores { get; private set; }

    /// <summary>Takes secrets out of texts.</summary>
    public SecretRedactor Redactor { get; }

    /// <summary>Makes loggers.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The accounts, by name.</summary>
    public IReadOnlyDictionary<string, AccountReader> Accounts => accounts;

    /// <summary>Loads everything that a configuration file names.</summary>
    /// <param name="path">The configuration file.</param>
    /// <param name="redactor">Learns the configuration's secrets.</param>
    /// <param name="loggers">Makes loggers.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ConfigurationException">There are mistakes, adapters' options included.</exception>
    /// <exception cref="LedgerException">The ledger cannot be used.</exception>
    public static async Task<ConnectorSession> OpenAsync(string path, SecretRedactor redactor, ILoggerFactory loggers, TimeProvider time)
    {
        var configuration = new ConfigurationLoader(new ProcessEnvironment()).Load(path);
        redactor.Add(configuration.Secrets.Values);
        var plugins = PluginCatalog.Load(PluginSearch.FoldersOf(configuration), loggers.CreateLogger<PluginCatalog>());
        var stores = await OpenStoresAsync(configuration, plugins, [], redactor, loggers, time).ConfigureAwait(false);
        try
        {
            return new ConnectorSession(path, configuration, plugins, Ledger.Open(configuration.StateFolder, time), stores, redactor, loggers, time);
        }
        catch
        {
            await DisposeAsync(stores).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Reads the configuration file again. What it leaves as it is stays open: the same stores, the same accounts with their budgets.
    /// A file with mistakes changes nothing.
    /// </summary>
    /// <returns>What is no longer in force, for the caller to dispose when nobody uses it any more.</returns>
    /// <exception cref="ConfigurationException">There are mistakes, or something changed that cannot change while the service runs.</exception>
    public async Task<IReadOnlyList<IAsyncDisposable>> ReloadAsync()
    {
        var configuration = new ConfigurationLoader(new ProcessEnvironment()).Load(path);
        if (configuration.StateFolder != Configuration.StateFolder)
        {
            throw new ConfigurationException([new ConfigurationProblem(path, 0, "state",
                $"the service runs on the ledger in {Configuration.StateFolder}, and cannot change to {configuration.StateFolder} while it runs", "put it back, or start the service anew")]);
        }

        Redactor.Add(configuration.Secrets.Values);
        var opened = await OpenStoresAsync(configuration, Plugins, Stores, Redactor, Loggers, Time).ConfigureAwait(false);
        var old = Stores.Except(opened).Cast<IAsyncDisposable>().ToList();
        var known = accounts;
        accounts = configuration.Accounts.ToDictionary(
            account => account.Key,
            account => known.TryGetValue(account.Key, out var reader) && Configuration.Accounts[account.Key].KeyCrm == account.Value.KeyCrm ? reader : Read(account.Value));
        old.AddRange(known.Values.Except(accounts.Values).Select(reader => new Closing(reader)));
        (Configuration, Stores) = (configuration, opened);
        return old;
    }

    /// <summary>Whether any enabled store of an account needs the rows by warehouse.</summary>
    public bool NeedsWarehouses(string account) =>
        Stores.Any(store => store.Configuration.Account == account && StockCalculator.NeedsWarehouses(store.Configuration.Stock));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await DisposeAsync(Stores).ConfigureAwait(false);
        foreach (var account in accounts.Values)
            account.Dispose();
        Ledger.Dispose();
        keyCrmHttp.Dispose();
        keyCrmHandler.Dispose();
    }

    private AccountReader Read(AccountConfiguration account) =>
        new(keyCrmHttp, account.KeyCrm, Ledger, Time, Loggers.CreateLogger($"Connector.Account.{account.KeyCrm.Account}"));

    private static async Task<List<OpenStore>> OpenStoresAsync(
        ConnectorConfiguration configuration, PluginCatalog plugins, IReadOnlyList<OpenStore> known, SecretRedactor redactor, ILoggerFactory loggers, TimeProvider time)
    {
        var problems = new ProblemList();
        var bound = Bind(configuration, plugins, problems);
        redactor.Add(configuration.Secrets.Values);
        problems.ThrowIfAny();

        var stores = bound.ConvertAll(store => known.FirstOrDefault(open => open.Configuration.Id == store.Store.Id && open.IsSameAs(store.Store))
            ?? Open(store.Store, store.Plugin, store.Options, loggers, time));
        foreach (var store in stores.Where(store => store.Adapter is not null))
            StoreOptions.CheckFeatures(store.Configuration, store.Adapter!.Capabilities.Features, problems);
        try
        {
            problems.ThrowIfAny();
            return stores;
        }
        catch
        {
            await DisposeAsync(stores.Except(known)).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task DisposeAsync(IEnumerable<OpenStore> stores)
    {
        foreach (var store in stores)
            await store.DisposeAsync().ConfigureAwait(false);
    }

    private static List<(StoreConfiguration Store, Plugin? Plugin, object? Options)> Bind(
        ConnectorConfiguration configuration, PluginCatalog plugins, ProblemList problems)
    {
        var types = plugins.Plugins.ToDictionary(plugin => plugin.Adapter, plugin => plugin.Factory.OptionsType, StringComparer.Ordinal);
        var bound = new List<(StoreConfiguration, Plugin?, object?)>();
        foreach (var store in configuration.Stores.Where(store => store.Enabled))
        {
            if (plugins.Find(store.Adapter) is not { } plugin && plugins.FindRefusal(store.Adapter) is { } refusal)
                bound.Add((store, null, $"Its adapter “{store.Adapter}” is not in use: {refusal.Reason}"));
            else
                bound.Add((store, plugins.Find(store.Adapter), StoreOptions.Bind(store, types, problems, configuration.Secrets)));
        }

        return bound;
    }

    private static OpenStore Open(StoreConfiguration store, Plugin? plugin, object? options, ILoggerFactory loggers, TimeProvider time)
    {
        if (plugin is null)
            return new OpenStore(store, (string)options!);
        var context = new HostStoreContext(store.Id, loggers, time, store.Folder);
        try
        {
            return new OpenStore(store, plugin.Factory.Create(context, options!), context);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The edge of a plug-in: what its factory throws stops this store only.
            context.Dispose();
            return new OpenStore(store, exception is StoreException
                ? exception.Message
                : $"The adapter “{store.Adapter}” could not be made ({exception.GetType().Name}: {exception.Message}).");
        }
    }

    private sealed class Closing(AccountReader reader) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
