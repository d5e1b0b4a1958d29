using System.Net;
using Connector.Testing;

namespace Connector.Host.Tests.Web;

/// <summary>A disk that is really full, or really read-only: webhooks are refused, and nothing that was acknowledged is lost.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_stops_intake_until_there_is_room()
    {
        using var disk = SmallDisk.Mount(kilobytes: 4096);
        await using var fixture = await WebFixture.StartAsync(WebFixture.Json(), disk.Path);
        var filler = Path.Combine(disk.Path, "filler");
        await File.WriteAllBytesAsync(filler, new byte[2 * 1024 * 1024], TestContext.Current.CancellationToken);
        var taken = new List<string>();
        HttpStatusCode status;
        do
        {
            var body = Body(taken.Count);
            status = await fixture.StatusOfHookAsync(body);
            if (status == HttpStatusCode.OK)
                taken.Add(body);
            taken.Count.ShouldBeLessThan(200);
        }
        while (status == HttpStatusCode.OK);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        fixture.Server.IntakeTrouble.ShouldNotBeNull().ShouldContain("free some room");
        fixture.Lines.Count(line => line.Contains("free some room", StringComparison.Ordinal)).ShouldBe(1, "a full disk is not filled with lines");
        (await fixture.StatusOfHookAsync(Body(999))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        File.Delete(filler);
        taken.Add(Body(1000));
        (await fixture.StatusOfHookAsync(taken[^1])).ShouldBe(HttpStatusCode.OK);
        fixture.Server.IntakeTrouble.ShouldBeNull();
        fixture.Stored().ShouldBe(taken);
    }

    [Fact]
    public async Task A_disk_that_became_read_only_stops_intake()
    {
        using var disk = SmallDisk.Mount(kilobytes: 4096);
        await using var fixture = await WebFixture.StartAsync(WebFixture.Json(), disk.Path);
        (await fixture.StatusOfHookAsync(Body(1))).ShouldBe(HttpStatusCode.OK);
        fixture.Ledger.Dispose();
        disk.MakeReadOnly();
        (await fixture.StatusOfHookAsync(Body(2))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        disk.MakeWritable();
        (await fixture.StatusOfHookAsync(Body(3))).ShouldBe(HttpStatusCode.OK);
        fixture.Stored().ShouldBe([Body(1), Body(3)]);
    }

    // Long names: some 100 fill the disk.
    private static string Body(int number) => $$"""[{"offer_id": {{number}}, "sku": "{{new string('x', 10_000)}}", "in_stock": 1, "in_reserve": 0}]""";
}
