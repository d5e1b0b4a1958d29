using Connector.Emulators.KeyCrm;

namespace Connector.Host.Demo;

/// <summary>An ordinary day in the emulated account: something is sold, or delivered, every few seconds.</summary>
internal static class DemoTraffic
{
    private const int Delivery = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>Goes on until it is stopped.</summary>
    public static async Task RunAsync(KeyCrmCatalogue catalogue, CancellationToken stop)
    {
        var offers = catalogue.Snapshot().Where(offer => !string.IsNullOrWhiteSpace(offer.Sku)).ToList();
        while (true)
        {
            await Task.Delay(Pause, stop).ConfigureAwait(false);
#pragma warning disable CA5394 // Nobody's secret depends on what is sold next.
            var offer = catalogue.Find(Random.Shared.GetItems<KeyCrmOffer>([.. offers], 1)[0].Id);
#pragma warning restore CA5394
            if (offer is null)
                continue;
            if (offer.Quantity - offer.Reserve > 0)
                catalogue.Reserve(offer.Id, 1);
            else
                catalogue.SetStock(offer.Id, offer.Reserve + Delivery);
        }
    }
}
