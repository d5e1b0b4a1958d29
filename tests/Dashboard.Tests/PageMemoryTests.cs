using Microsoft.Playwright;

namespace Connector.Dashboard.Tests;

/// <summary>A page that stays open for weeks, on a screen on the wall: live updates leave nothing behind in it.</summary>
public sealed class PageMemoryTests : BrowserTests
{
    private const int Updates = 14;

    private int refreshed;

    [Fact]
    public async Task Live_updates_do_not_grow_the_pages_memory()
    {
        var page = await Browser.OpenAsync(Shop.Address);
        page.RequestFinished += (_, request) =>
        {
            if (request.Headers.ContainsKey("hx-request"))
                Interlocked.Increment(ref refreshed);
        };
        await page.GotoAsync("/");
        var inspector = await page.Context.NewCDPSessionAsync(page);
        await inspector.SendAsync("Performance.enable");

        // What the first updates bring stays: compiled code, caches, the longer chart.
        await UpdateAsync(Updates / 2);
        var before = await MeasureAsync(inspector);
        await UpdateAsync(Updates);
        var after = await MeasureAsync(inspector);

        after["Nodes"].ShouldBeLessThan(before["Nodes"] * 1.1, "elements of the page");
        after["JSEventListeners"].ShouldBeLessThan(before["JSEventListeners"] + 10, "listeners");
        after["JSHeapUsedSize"].ShouldBeLessThan((before["JSHeapUsedSize"] * 1.1) + (512 * 1024), "memory of scripts");
        after["Documents"].ShouldBeLessThanOrEqualTo(before["Documents"], "documents");
        Browser.Complaints.ShouldBeEmpty();
    }

    private async Task UpdateAsync(int times)
    {
        var offer = Shop.World.Offers().First(one => one.Sku == "ХІТ-01");
        for (var i = 0; i < times; i++)
        {
            var seen = Volatile.Read(ref refreshed);
            Shop.World.KeyCrm.Catalogue.SetStock(offer.Id, 10 + (i % 7), 0);
            await Shop.UntilAsync(() => Volatile.Read(ref refreshed) > seen);
        }
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(ICDPSession inspector)
    {
        await inspector.SendAsync("HeapProfiler.collectGarbage");
        var answer = await inspector.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
    }
}
