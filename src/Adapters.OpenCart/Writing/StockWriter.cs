using Connector.Abstractions;
using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.Reading;
using Connector.Adapters.OpenCart.RollUps;
using Connector.Adapters.OpenCart.Schema;

namespace Connector.Adapters.OpenCart.Writing;

/// <summary>Sets numbers: looks at the rows once more by their keys, writes those that differ, sums first.</summary>
/// <remarks>
/// Sums are written before the members they are made of. Without a transaction (MyISAM has none) a run that is cut short between the two
/// leaves the members as they were, so the next run plans them again, and with them the sum.
/// </remarks>
internal sealed class StockWriter(ShopDatabase database, OpenCartOptions options, StoreContext context, ShopSchema schema)
{
    private sealed record Target(StockChange Change, StockTable Table, long Id);

    private readonly TableWriter _writer = new(database, options, context);

    public async Task<IReadOnlyList<StockOutcome>> SetAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<ListingRef, StockOutcome>();
        var targets = new List<Target>();
        foreach (var change in changes)
        {
            if (RowRef.Parse(change.Ref) is { } row && schema[row.Kind] is { } table)
                targets.Add(new Target(change, table, row.Id));
            else
                outcomes[change.Ref] = Verdict.Gone(change);
        }

        WriteRights.Check(targets.Select(target => target.Table), schema, options);
        var rows = await ReadAsync(targets, cancellationToken).ConfigureAwait(false);
        var families = await new FamilyReader(database, schema).ReadAsync(Products(rows), cancellationToken).ConfigureAwait(false);
        var ownership = new Ownership(schema, options, families);
        var writes = new List<Target>();
        foreach (var target in targets)
        {
            var row = rows.GetValueOrDefault((target.Table.Kind, target.Id));
            // A reference names its product; an option value that moved to another product is not the same listing.
            if (row is not null && RowRef.Of(target.Table, row).ToListingRef() != target.Change.Ref)
                row = null;
            var owner = row is null ? NumberOwner.Row : ownership.Of(target.Table.Kind, row);
            if (Verdict.Of(target.Change, target.Table, row, owner) is { } outcome)
                outcomes[target.Change.Ref] = outcome;
            else
                writes.Add(target);
        }

        var planned = writes.ToLookup(target => target.Table.Kind);
        var sums = await new RollUpPlan(database, schema)
            .MakeAsync(families, kind => planned[kind].ToDictionary(target => target.Id, target => target.Change.Quantity), cancellationToken)
            .ConfigureAwait(false);
        var held = false;
        foreach (var (table, numbers) in sums)
            held |= (await _writer.WriteAsync(table, numbers, cancellationToken).ConfigureAwait(false)).Locked.Count > 0;

        foreach (var group in writes.GroupBy(target => target.Table))
            await WriteAsync(group.Key, [.. group], held, outcomes, cancellationToken).ConfigureAwait(false);
        return [.. changes.Select(change => outcomes[change.Ref])];
    }

    private async Task WriteAsync(
        StockTable table, List<Target> targets, bool held, Dictionary<ListingRef, StockOutcome> outcomes, CancellationToken cancellationToken)
    {
        // Members stay as they are while a sum could not be written, so that both are tried again together.
        if (held)
        {
            foreach (var target in targets)
                outcomes[target.Change.Ref] = Verdict.Locked(target.Change);
            return;
        }

        var numbers = targets.ToDictionary(target => target.Id, target => target.Change.Quantity);
        var result = await _writer.WriteAsync(table, numbers, cancellationToken).ConfigureAwait(false);
        foreach (var target in targets)
        {
            outcomes[target.Change.Ref] = result.Locked.Contains(target.Id) ? Verdict.Locked(target.Change)
                : result.Gone.Contains(target.Id) ? Verdict.Gone(target.Change)
                : Verdict.Applied(target.Change);
        }
    }

    private async Task<Dictionary<(StockKind, long), StockRow>> ReadAsync(List<Target> targets, CancellationToken cancellationToken)
    {
        var reader = new RowReader(database, schema);
        var rows = new Dictionary<(StockKind, long), StockRow>();
        foreach (var group in targets.GroupBy(target => target.Table))
        {
            var ids = group.Select(target => target.Id).ToList();
            foreach (var row in await reader.ReadAsync(group.Key, ids, cancellationToken).ConfigureAwait(false))
                rows[(group.Key.Kind, row.Id)] = row;
        }

        return rows;
    }

    /// <summary>The products whose numbers may be sums, as far as these rows have to do with them.</summary>
    private HashSet<long> Products(Dictionary<(StockKind Kind, long Id), StockRow> rows)
    {
        var products = new HashSet<long>();
        if (!schema.RollUps.Any)
            return products;
        foreach (var (key, row) in rows)
        {
            if (key.Kind is StockKind.Product)
                products.Add(row.Id);
            if (row.Parent > 0)
                products.Add(row.Parent);
        }

        return products;
    }
}
