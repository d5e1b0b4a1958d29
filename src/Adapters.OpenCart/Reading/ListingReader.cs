using System.Runtime.CompilerServices;
using Connector.Abstractions;
using Connector.Adapters.OpenCart.Database;
using Connector.Adapters.OpenCart.RollUps;
using Connector.Adapters.OpenCart.Schema;
using Microsoft.Extensions.Logging;

namespace Connector.Adapters.OpenCart.Reading;

/// <summary>Makes listings of the rows of one shop.</summary>
internal sealed class ListingReader(ShopDatabase database, OpenCartOptions options, StoreId store, ILogger logger)
{
    public async IAsyncEnumerable<Listing> ReadAsync(ShopSchema schema, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var families = await new FamilyReader(database, schema).ReadAllAsync(cancellationToken).ConfigureAwait(false);
        var ownership = new Ownership(schema, options, families);
        var rows = new RowReader(database, schema);
        var severalSkus = 0;
        foreach (var kind in Enum.GetValues<StockKind>())
        {
            if (schema[kind] is not { } table)
                continue;
            await foreach (var row in rows.ReadAllAsync(table, cancellationToken).ConfigureAwait(false))
            {
                severalSkus += row.Several is null ? 0 : 1;
                yield return Listing(table, row, families, ownership.Of(table.Kind, row));
            }
        }

        if (severalSkus > 0)
            Log.SeveralSkus(logger, store, severalSkus);
    }

    private static Listing Listing(StockTable table, StockRow row, Families families, NumberOwner owner) => new()
    {
        Ref = RowRef.Of(table, row).ToListingRef(),
        Sku = row.Sku,
        Quantity = families.IsUnsettled(table.Kind, row.Parent) ? null : row.Quantity,
        TracksStock = owner is NumberOwner.Row,
        Parent = row.Parent > 0 ? RowRef.OfProduct(row.Parent) : null,
        Name = row.Several is { } several ? $"product {row.Id} with several SKUs: {string.Join(", ", several)}" : null,
    };
}
