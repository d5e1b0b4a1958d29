using Connector.Adapters.TestKit;
using Connector.Emulators.Faults;
using Connector.Emulators.Shops;

namespace Connector.Testing.Shops;

/// <summary>An emulated shop that fails in everything until it is mended.</summary>
public static class BrokenShop
{
    /// <summary>Breaks a shop.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="breakage">How.</param>
    /// <param name="unauthorized">What this kind of shop answers to credentials that it refuses.</param>
    /// <returns>Mends it.</returns>
    public static IAsyncDisposable Break(ShopEmulator shop, StoreBreakage breakage, HttpFault unauthorized)
    {
        ArgumentNullException.ThrowIfNull(shop);
        shop.Faults.When(static _ => true, breakage switch
        {
            StoreBreakage.Throttled => ShopFault.Refused(429, "slow down", "text/plain"),
            StoreBreakage.ThrottledForSevenSeconds => ShopFault.Refused(429, "slow down", "text/plain", 7),
            StoreBreakage.Unauthorized => unauthorized,
            StoreBreakage.WebPage => ShopFault.RefusedWithHtml(200),
            StoreBreakage.ServerError => ShopFault.RefusedWithHtml(500),
            StoreBreakage.CutConnection => HttpFault.CutBody(),
            _ => HttpFault.Slow(TimeSpan.FromHours(1)),
        });
        return new Mending(shop);
    }

    private sealed class Mending(ShopEmulator shop) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            shop.Faults.Clear();
            return ValueTask.CompletedTask;
        }
    }
}
