using System.Globalization;
using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Api;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>Reads what the shop holds after a write whose answer does not tell.</summary>
internal sealed class ReadBack(WebserviceLists lists, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What the rows of these changes hold now, by id; rows that are gone are missing.</summary>
    /// <exception cref="StoreException">Nothing can be read: what was done is not known.</exception>
    public async Task<Dictionary<long, long>> NowAsync(IReadOnlyCollection<Item> items, CancellationToken cancellationToken)
    {
        var wanted = items.Select(item => item.Ref.Row).ToHashSet();
        var held = new Dictionary<long, long>();
        try
        {
            foreach (var ids in Queries.Of(wanted.Select(id => id.ToString(CultureInfo.InvariantCulture))))
            {
                foreach (var row in await lists.ListAsync("stock_availables", StockRow.Fields, [new("filter[id]", $"[{ids}]")], cancellationToken).ConfigureAwait(false))
                    held[WebserviceLists.Number(row, "id")] = WebserviceLists.Number(row, "quantity");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or IOException)
        {
            throw new StoreException(StoreFailure.Unreachable, $"The shop did not answer {items.Count} numbers as it should, and cannot be read to see what it has done ({exception.Message}). The same numbers are sent again later.", exception);
        }

        return held;
    }

    /// <summary>
    /// The same for a shop that may still be working: its program goes on when the caller has gone. Rows that stand still between
    /// two readings are taken for done.
    /// </summary>
    /// <returns>What the rows hold, and whether they stand still: if not, nothing may be sent beside the shop's work.</returns>
    /// <exception cref="StoreException">Nothing can be read: what was done is not known.</exception>
    public async Task<(Dictionary<long, long> Now, bool IsStill)> SettledAsync(IReadOnlyCollection<Item> items, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var now = await NowAsync(items, cancellationToken).ConfigureAwait(false);
        while (items.Any(item => now.GetValueOrDefault(item.Ref.Row, -1) != item.Quantity))
        {
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            var before = now;
            now = await NowAsync(items, cancellationToken).ConfigureAwait(false);
            if (items.All(item => before.GetValueOrDefault(item.Ref.Row, -1) == now.GetValueOrDefault(item.Ref.Row, -1)))
                return (now, true);
            if (time.GetElapsedTime(began) >= Patience)
                return (now, false);
        }

        return (now, true);
    }
}
