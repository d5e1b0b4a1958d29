using System.Data.Common;
using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Targets;
using Connector.Adapters.Sql.Values;

namespace Connector.Adapters.Sql;

/// <summary>A site of own development whose stock is a column of a table (docs/adapters/sql.md).</summary>
internal sealed class SqlAdapter : IStoreAdapter
{
    private const string Item = "item/";
    private const string Variant = "variant/";

    private readonly SqlOptions _options;
    private readonly Database _database;
    private readonly BatchWriter _writer;
    private readonly HealthCheck _health;
    private IReadOnlyList<Target>? _targets;

    public SqlAdapter(StoreContext context, SqlOptions options, Dialect dialect)
    {
        _options = options;
        _database = new Database(dialect, context.StoreId);
        _writer = new BatchWriter(_database, options, context.TimeProvider, context.Logger);
        _health = new HealthCheck(_database, options);
        Capabilities = new StoreCapabilities
        {
            MaxFindBatch = 500,
            MaxSetBatch = options.BatchSize,
            Features = StoreFeatures.ConfirmsWrites
                | (options.Variants is not null ? StoreFeatures.Variants : StoreFeatures.None)
                | (options.Fractions ? StoreFeatures.FractionalQuantities : StoreFeatures.None),
        };
    }

    /// <inheritdoc />
    public StoreCapabilities Capabilities { get; }

    /// <inheritdoc />
    public Task<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken) => AskAsync(
        async connection => await _health.RunAsync(connection, await TargetsAsync(connection, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false),
        cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<Listing> ReadListingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using DbConnection connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (Target target in await GuardAsync(() => TargetsAsync(connection, cancellationToken)).ConfigureAwait(false))
        {
            await using IAsyncEnumerator<Row> rows = target.ReadAsync(connection, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await GuardAsync(async () => await rows.MoveNextAsync().ConfigureAwait(false)).ConfigureAwait(false))
                yield return target.ToListing(rows.Current);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Listing>> FindBySkuAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skus);
        return AskAsync<IReadOnlyList<Listing>>(
            async connection =>
            {
                var found = new List<Listing>();
                foreach (Target target in await TargetsAsync(connection, cancellationToken).ConfigureAwait(false))
                {
                    IReadOnlyList<Row> rows = await target.FindAsync(connection, skus, cancellationToken).ConfigureAwait(false);
                    found.AddRange(rows.Select(target.ToListing));
                }

                return found;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StockOutcome>> SetStockAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        IReadOnlyList<Target> targets = await AskAsync(c => TargetsAsync(c, cancellationToken), cancellationToken).ConfigureAwait(false);
        var verdicts = new Dictionary<ListingRef, Verdict>(changes.Count);
        var writes = targets.ToDictionary(t => t, _ => new List<Write>());
        foreach (StockChange change in changes)
        {
            Target? target = targets.FirstOrDefault(t => change.Ref.Value.StartsWith(t.Prefix, StringComparison.Ordinal));
            if (target?.ParseKey(change.Ref.Value[target.Prefix.Length..]) is not { } key)
                verdicts[change.Ref] = Verdict.Gone("sql.no_such_key", $"\"{change.Ref}\" cannot be a key of the configured table. The SKU {change.Sku} is looked up again.");
            else if (target.Check(change.Quantity) is { } error)
                verdicts[change.Ref] = new Verdict(StockStatus.Rejected, null, error);
            else
                writes[target].Add(new Write { Key = key, Sku = change.Sku, Quantity = change.Quantity, Expected = change.Expected });
        }

        foreach ((Target target, List<Write> batch) in writes.Where(w => w.Value.Count > 0))
        {
            IReadOnlyDictionary<string, Verdict> done = await ForgetIfWrongAsync(() => _writer.WriteAsync(target, batch, cancellationToken)).ConfigureAwait(false);
            foreach ((string key, Verdict verdict) in done)
                verdicts[new ListingRef(target.Prefix + key)] = verdict;
        }

        return
        [
            .. changes.Select(change => verdicts[change.Ref]).Zip(changes, (verdict, change) => new StockOutcome
            {
                Ref = change.Ref,
                Status = verdict.Status,
                Current = verdict.Current,
                Error = verdict.Error,
            }),
        ];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await using DbConnection connection = _database.Dialect.Connection();
        _database.Dialect.Clear(connection);
    }

    private async Task<IReadOnlyList<Target>> TargetsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (_targets is { } known)
            return known;
        Dialect dialect = _database.Dialect;
        if (_options.IsCustom)
            return _targets = [await CustomTarget.ResolveAsync(connection, _database.Store, dialect, _options, cancellationToken).ConfigureAwait(false)];

        var catalogue = new Catalogue(dialect, _database.Store, connection);
        Table table = await catalogue.ResolveAsync(_options, "", cancellationToken).ConfigureAwait(false);
        var targets = new List<Target> { new TableTarget(Item, null, table, dialect, _options) };
        if (_options.Variants is { } variants)
        {
            Table second = await catalogue.ResolveAsync(variants, "variants.", cancellationToken).ConfigureAwait(false);
            targets.Add(new TableTarget(Variant, Item, second, dialect, _options));
        }

        return _targets = targets;
    }

    private async Task<T> AskAsync<T>(Func<DbConnection, Task<T>> ask, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await GuardAsync(() => ask(connection)).ConfigureAwait(false);
    }

    private Task<T> GuardAsync<T>(Func<Task<T>> call) => ForgetIfWrongAsync(async () =>
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (Database.IsDatabase(exception))
        {
            throw _database.Wrap(exception);
        }
    });

    // What was learnt of the tables may be out of date, or a person may have mended them: learn it again next time.
    private async Task<T> ForgetIfWrongAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.Misconfigured)
        {
            _targets = null;
            throw;
        }
    }
}
