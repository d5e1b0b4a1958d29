using System.Globalization;
using System.Text;
using Connector.Bench.Live;
using Connector.Bench.Measuring;
using Connector.Core.Ledger;
using Connector.Emulators.Faults;
using Connector.Testing;

namespace Connector.Bench.Inboxes;

/// <summary>Webhooks at the door of the real service: how long until each is durable and acknowledged, and how much memory that takes.</summary>
internal static class InboxBenchmark
{
    private const int PerSecond = 500;
    private const int Offers = 3_500;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Table>> RunAsync()
    {
        await using var world = await LiveWorld.CreateAsync(Offers, sites: 1);
        using var connector = new Live.Connector();
        world.Configure(connector.Configuration, 1_000_000);
        await connector.RunAsync("sync");
        await connector.ServeAsync();
        // Nothing can be verified: everything stays in the inbox, and can be counted.
        world.KeyCrm.Faults.When(_ => true, HttpFault.Status(503));

        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
        var memory = new List<long>();
        await OpenLoop.RunAsync(PerSecond, TimeSpan.FromSeconds(10), number => PostAsync(http, connector.Hook, number));
        var ours = await OpenLoop.RunAsync(PerSecond, Duration, number => PostAsync(http, connector.Hook, number), _ => memory.Add(connector.Memory()));
        await connector.KillAsync();
        var kept = Inbox.Open(connector.State, TimeProvider.System).CountWaiting("main");
        var sent = ours.Count + (PerSecond * 10);
        if (kept != sent)
            throw new InvalidOperationException($"{sent} webhooks were acknowledged, and {kept} are there after the kill.");

        using var folder = new TempFolder();
        using var inbox = new NaiveInbox(folder.Path);
        await OpenLoop.RunAsync(PerSecond, TimeSpan.FromSeconds(10), number => Append(inbox, number));
        var naive = await OpenLoop.RunAsync(PerSecond, Duration, number => Append(inbox, number));

        var latency = new Table(string.Create(CultureInfo.InvariantCulture, $"{PerSecond} webhooks a second for {Duration.TotalSeconds:0} s over HTTP; all {sent:#,0} were there after a SIGKILL. Naive: called in its own process, without HTTP."),
            "until acknowledged", "ours", "naive", "naive / ours");
        Add(latency, "median", ours, naive, 0.5);
        Add(latency, "99 %", ours, naive, 0.99);
        Add(latency, "slowest", ours, naive, 1);
        var table = new Table("The service's memory meanwhile, while nothing can be taken out of the inbox.", "after", "memory");
        foreach (var second in new[] { 1, 15, 30, 45, 59 })
            table.Add($"{second} s", Say.Megabytes(memory[second - 1]));
        return [latency, table];
    }

    private static async Task PostAsync(HttpClient http, Uri hook, int number)
    {
        using var answer = await http.PostAsync(hook, new ByteArrayContent(Body(number)) { Headers = { { "Content-Type", "application/json" } } });
        answer.EnsureSuccessStatusCode();
    }

    private static Task Append(NaiveInbox inbox, int number)
    {
        inbox.Append(Body(number));
        return Task.CompletedTask;
    }

    private static byte[] Body(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""[{"offer_id": {{(number % Offers) + 1}}, "sku": "{{Catalogue.Sku((number % Offers) + 1)}}", "in_stock": {{number}}, "in_reserve": 0}]"""));

    private static void Add(Table table, string what, IReadOnlyList<double> ours, IReadOnlyList<double> naive, double share)
    {
        double Of(IReadOnlyList<double> all) => all.Order().ElementAt(Math.Min((int)(all.Count * share), all.Count - 1)) / 1000;
        table.Add(what, Say.Seconds(Of(ours)), Say.Seconds(Of(naive)), Say.Ratio(Of(naive) / Of(ours)));
    }
}
