using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Connector.Emulators.Faults;
using Connector.Emulators.Receiver;

namespace Connector.EndToEnd.Tests;

/// <summary>The service as a process: it keeps stores right, serves feeds, is alone on its ledger, and stops when it is told to.</summary>
public sealed class RunTests
{
    private const int Offers = 30;
    private const string Secret = "feed-secret-0123456789";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stores_become_right_a_feed_is_served_a_second_service_is_refused_and_SIGTERM_ends_it_well()
    {
        await using var world = await WorldAsync();
        await using var hangs = (await ReceiverEmulator.StartAsync(new(), CancellationToken.None)).Filled(Offers);
        hangs.Faults.When(_ => true, HttpFault.Slow(TimeSpan.FromMinutes(10)));
        world.Configuration["stores"]!["hangs"] = hangs.Store("00:01:00");
        var address = new Uri((string)world.Configuration["listen"]!);
        using var service = world.Start("run");
        var said = service.StandardError.ReadToEndAsync(Token);
        try
        {
            await UntilAsync(async () => (await world.NumbersAsync()).OrderBy(row => row.Key).SequenceEqual(world.Truth().OrderBy(row => row.Key)), service);
            using var http = new HttpClient(new SocketsHttpHandler());
            var feed = "";
            await UntilAsync(async () => (feed = await TextAsync(http, new Uri(address, $"feeds/site/{Secret}"))).Length > 0, service);
            var rows = feed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(';'));
            rows.ToDictionary(cells => cells[0], cells => long.Parse(cells[1], CultureInfo.InvariantCulture)).ShouldBe(world.Truth(), ignoreOrder: true);
            hangs.Requests.Writes.ShouldBe(0, "nobody waited for the store that hangs");

            var second = await world.RunAsync("run");
            second.ExitCode.ShouldBe(2, second.Everything);
            second.Error.ShouldContain(service.Id.ToString(CultureInfo.InvariantCulture));
            // Commands go on beside it.
            (await world.RunAsync("status")).ExitCode.ShouldBe(0);
        }
        finally
        {
            using var kill = Process.Start("kill", ["-TERM", service.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(Token);
            await service.WaitForExitAsync(Token).WaitAsync(Patience, Token);
        }

        service.ExitCode.ShouldBe(0, await said);
        (await said).ShouldContain("has stopped");
        (await said).ShouldNotContain(Secret);
        (await world.RunAsync("sync", "site", "feed")).ExitCode.ShouldBe(0, "the ledger is free again");
    }

    [Fact]
    public async Task An_address_that_others_can_reach_is_refused_while_there_is_no_sign_in()
    {
        await using var world = await WorldAsync();
        world.Configuration["listen"] = "http://*:0";
        var run = await world.RunAsync("run");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("webhookListen");
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told()
    {
        await using var world = await WorldAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        world.Configuration["listen"] = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var run = await world.RunAsync("run");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("Another program listens there");
    }

    private static async Task<SiteWorld> WorldAsync()
    {
        var world = await SiteWorld.CreateAsync(Offers);
        for (var i = 1; i <= Offers; i++)
            world.KeyCrm.Catalogue.SetStock(i, 100 + i);
        world.Configuration["stores"]!["feed"] = ShopStores.FileStore("stock.csv");
        world.Configuration["feeds"] = new JsonObject { ["site"] = new JsonObject { ["file"] = "stock.csv", ["secret"] = Secret } };
        world.ListenSomewhere();
        return world;
    }

    private static async Task<string> TextAsync(HttpClient http, Uri url)
    {
        using var answer = await http.GetAsync(url, Token);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(Token) : "";
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, Process service)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            service.HasExited.ShouldBeFalse("the service ended by itself");
            watch.Elapsed.ShouldBeLessThan(Patience);
            await Task.Delay(20, Token);
        }
    }
}
