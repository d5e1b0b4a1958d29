using System.Data.Common;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Targets;
using Connector.Adapters.Sql.Values;
using Microsoft.Extensions.Logging;

namespace Connector.Adapters.Sql;

/// <summary>
/// Writes one batch into one target: lock the rows and look at them, write those that differ in one statement, commit, read
/// back. Locks and deadlocks are tried again; a row that the database refuses is found by halving, so that it fails alone.
/// </summary>
internal sealed partial class BatchWriter(Database database, SqlOptions options, TimeProvider time, ILogger logger)
{
    private const int Attempts = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Writes.</summary>
    /// <returns>An outcome for each write, by its key's text; the references are the caller's to fill in.</returns>
    /// <exception cref="StoreException">The batch as a whole failed.</exception>
    public async Task<IReadOnlyDictionary<string, Verdict>> WriteAsync(
        Target target, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        // One order for every batch: two writers that lock rows in the same order cannot deadlock each other.
        await WriteAsync(target, [.. writes.OrderBy(w => w.KeyText, StringComparer.Ordinal)], verdicts, cancellationToken).ConfigureAwait(false);
        return verdicts;
    }

    private async Task WriteAsync(Target target, Write[] writes, Dictionary<string, Verdict> verdicts, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                foreach ((string key, Verdict verdict) in await OnceAsync(target, writes, cancellationToken).ConfigureAwait(false))
                    verdicts[key] = verdict;
                return;
            }
            catch (DbException exception) when (attempt < Attempts && database.Dialect.Classify(exception) == Fault.Busy)
            {
                LogBusy(logger, database.Store, writes.Length, attempt);
                await Task.Delay(FirstPause * Math.Pow(3, attempt - 1) * (0.5 + Random.Shared.NextDouble()), time, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (DbException exception) when (database.Dialect.Classify(exception) == Fault.Row)
            {
                if (writes.Length == 1)
                {
                    verdicts[writes[0].KeyText] = new Verdict(StockStatus.Rejected, null, new StoreError
                    {
                        Code = "sql.refused",
                        Message = database.Clean($"{database.Dialect.Product} refuses {writes[0].QuantityText} for {writes[0].Sku}: {exception.Message}"),
                    });
                    return;
                }

                int half = writes.Length / 2;
                await WriteAsync(target, writes[..half], verdicts, cancellationToken).ConfigureAwait(false);
                await WriteAsync(target, writes[half..], verdicts, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (Database.IsDatabase(exception))
            {
                throw database.Wrap(exception);
            }
        }
    }

    private async Task<Dictionary<string, Verdict>> OnceAsync(Target target, Write[] writes, CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        await using DbConnection connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var written = new List<Write>();
        // Left without a commit, it is rolled back.
        await using (DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false))
        {
            Dictionary<string, Row> rows = ByKey(await target.LockAsync(connection, transaction, Keys(writes), cancellationToken).ConfigureAwait(false));
            foreach (Write write in writes)
            {
                if (Judge(write, rows.GetValueOrDefault(write.KeyText)) is { } verdict)
                    verdicts[write.KeyText] = verdict;
                else
                    written.Add(write);
            }

            if (written.Count == 0)
                return verdicts;

            await target.WriteAsync(connection, transaction, written, cancellationToken).ConfigureAwait(false);
            if (options.Custom?.AfterBatch is { Length: > 0 } sql)
                await target.AfterAsync(connection, transaction, sql, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        Dictionary<string, Row> after = ByKey(await target.ReadBackAsync(connection, Keys(written), cancellationToken).ConfigureAwait(false));
        foreach (Write write in written)
            verdicts[write.KeyText] = Confirm(write, after.GetValueOrDefault(write.KeyText));
        return verdicts;
    }

    /// <summary>What is known without writing; <see langword="null"/> where the row has to be written.</summary>
    private Verdict? Judge(Write write, Row? row)
    {
        if (row is null)
            return Verdict.Gone("sql.gone", $"No row has the key {write.KeyText}, or \"where\" leaves it out. The SKU {write.Sku} is looked up again.");
        if (row.Sku != write.Sku)
            return Verdict.Gone("sql.other_sku", $"The row {write.KeyText} carries the SKU {row.Sku} now, not {write.Sku}. The SKU is looked up again.");
        if (row.IsNoNumber)
        {
            return new Verdict(StockStatus.NotTracked, null, new StoreError
            {
                Code = "sql.not_a_number",
                Message = $"The quantity of {write.Sku} holds something that is no number; it was left as it is. Correct it in the site.",
            });
        }

        if (row.Quantity == write.Quantity)
            return new Verdict(StockStatus.Unchanged, row.Quantity, null);
        if (options.Compares && write.Expected is { } expected && row.Quantity != expected)
        {
            return new Verdict(StockStatus.Failed, row.Quantity, new StoreError
            {
                Code = "sql.conflict",
                Message = $"{write.Sku} holds {Text(row.Quantity)} and not {Number.Text(expected)} any more, so {write.QuantityText} was not written "
                    + "(write = compare). It is decided again from the new number.",
            });
        }

        return null;
    }

    private static Verdict Confirm(Write write, Row? row) => row switch
    {
        null => Verdict.Gone("sql.gone", $"The row {write.KeyText} was deleted while {write.Sku} was written."),
        { Quantity: { } held } when held == write.Quantity => new Verdict(StockStatus.Applied, held, null),
        _ => new Verdict(StockStatus.Rejected, row.Quantity, new StoreError
        {
            Code = "sql.altered",
            Message = $"{write.QuantityText} was written for {write.Sku}, and the row holds {Text(row.Quantity)}: a trigger, the column's type "
                + "or the condition of custom.write changed it, or a sale came in between.",
        }),
    };

    private static Dictionary<string, Row> ByKey(IReadOnlyList<Row> rows)
    {
        var byKey = new Dictionary<string, Row>(rows.Count, StringComparer.Ordinal);
        foreach (Row row in rows)
        {
            if (!byKey.TryAdd(row.KeyText, row))
                throw new KeyNotUniqueException(row.KeyText);
        }

        return byKey;
    }

    private static IReadOnlyList<object> Keys(IEnumerable<Write> writes) => [.. writes.Select(w => w.Key)];

    private static string Text(decimal? quantity) => quantity is { } number ? Number.Text(number) : "no number";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Store}: {Rows} rows are locked by someone else or caught in a deadlock (attempt {Attempt} of 4)")]
    private static partial void LogBusy(ILogger logger, StoreId store, int rows, int attempt);
}
