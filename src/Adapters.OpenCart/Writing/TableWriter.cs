using Connector.Abstractions;
using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.Writing;

/// <summary>Writes numbers into one table, chunk by chunk, and tries again where another writer held the rows.</summary>
internal sealed class TableWriter(ShopDatabase database, OpenCartOptions options, StoreContext context)
{
    /// <summary>Waits after a lock conflict. A statement that lost one did nothing, so running it again is safe.</summary>
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)];

    /// <summary>Writes, in the order of the ids.</summary>
    /// <returns>The ids that were not written: those of chunks which met another writer until the end, and those which are gone.</returns>
    /// <exception cref="StoreException">A statement failed otherwise. What was written before it stays.</exception>
    public async Task<WriteResult> WriteAsync(
        StockTable table, IReadOnlyDictionary<long, decimal> numbers, CancellationToken cancellationToken)
    {
        var result = new WriteResult();
        foreach (var chunk in numbers.OrderBy(row => row.Key).Chunk(CaseUpdate.MaxRows))
        {
            if (await TryWriteAsync(table, chunk, cancellationToken).ConfigureAwait(false) is not { } matched)
                result.Locked.UnionWith(chunk.Select(row => row.Key));
            else if (matched < chunk.Length)
                result.Gone.UnionWith(await GoneAsync(table, chunk, cancellationToken).ConfigureAwait(false));
        }

        return result;
    }

    private async Task<int?> TryWriteAsync(
        StockTable table, KeyValuePair<long, decimal>[] chunk, CancellationToken cancellationToken)
    {
        var statement = CaseUpdate.Of(table, chunk);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database
                    .ExecuteAsync($"writing {table.Called}", table.Touched is null ? null : options.TimeZone, statement, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (LockConflictException) when (attempt <= Waits.Length)
            {
                var wait = Waits[attempt - 1];
                Log.LockConflict(context.Logger, context.StoreId, table.Called, wait, attempt);
                await Task.Delay(wait, context.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (LockConflictException)
            {
                return null;
            }
        }
    }

    private async Task<IEnumerable<long>> GoneAsync(
        StockTable table, KeyValuePair<long, decimal>[] chunk, CancellationToken cancellationToken)
    {
        var (list, parameters) = Statement.List("id", chunk.Select(row => row.Key));
        var there = await database.QueryAsync(
            $"looking which {table.Called} are gone",
            new Statement($"SELECT {table.Key} FROM {table.Table} WHERE {table.Key} IN ({list})", parameters),
            row => row.GetInt64(0),
            cancellationToken).ConfigureAwait(false);
        return chunk.Select(row => row.Key).Except(there);
    }
}
