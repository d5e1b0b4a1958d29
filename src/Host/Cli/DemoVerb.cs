using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Host.Demo;
using Connector.Host.Language;
using Connector.Host.Service;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>demo [--offers N] [--keep]</c>: the whole product on emulated services, end to end, nothing to install.</summary>
internal sealed class DemoVerb : IVerb
{
    private const int Fewest = 100;
    private const int Most = 200_000;

    private readonly Option<int> offers = new("--offers") { Description = $"Offers in the emulated account, {Fewest} to {Most}.", DefaultValueFactory = _ => 5000 };
    private readonly Option<bool> keep = new("--keep") { Description = "Leave keyCRM's emulator and the shops there until Ctrl+C, to try commands on." };

    public Command Define()
    {
        offers.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var count) || count is < Fewest or > Most))
                result.AddError($"--offers takes a whole number from {Fewest} to {Most}.");
        });
        return new Command("demo", "Shows the whole product on emulated services; nothing to install.") { offers, keep };
    }

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        await using var world = await DemoWorld.BuildAsync(parsed.GetValue(offers), cancellationToken).ConfigureAwait(false);
        using var inner = new CommandContext(context.Terminal, world.ConfigPath, json: false, LogLevel.None);
        var isRight = await PlayAsync(context, inner, world, cancellationToken).ConfigureAwait(false);
        if (context.Json)
            context.Terminal.WriteJson(new JsonObject { ["ok"] = isRight, ["milliseconds"] = (long)context.Time.GetElapsedTime(began).TotalMilliseconds });
        else
            Conclude(context, isRight, context.Time.GetElapsedTime(began));

        if (parsed.GetValue(keep))
            await KeepAsync(context, inner, world, cancellationToken).ConfigureAwait(false);
        return isRight ? ExitCode.Done : ExitCode.Unexpected;
    }

    private static async Task<bool> PlayAsync(CommandContext context, CommandContext inner, DemoWorld world, CancellationToken cancellationToken)
    {
        await using var session = await inner.OpenSessionAsync().ConfigureAwait(false);
        // With --json the story is told on standard error: standard output holds one document.
        var output = context.Json ? context.Terminal.Error : context.Terminal.Out;
        Introduce(output, context.Terminal.Words, world);
        return await new DemoStory(context.Terminal, output, world, session, cancellationToken).PlayAsync().ConfigureAwait(false);
    }

    private static void Introduce(IAnsiConsole output, Words words, DemoWorld world)
    {
        output.Say(words, $"keyCRM's emulator at {world.KeyCrm.BaseUrl} with {Text.Count(world.KeyCrm.Catalogue.Count)} offers in 2 warehouses.");
        output.Say(words, $"Store “site”: a site of own development, a table in a SQLite file, by the sql adapter. Sells what is not reserved.");
        output.Say(words, $"Store “csv”: a CSV file, by the sample third-party adapter. Sells from warehouse {Demo.CsvShop.Warehouse}, keeps {Demo.CsvShop.Buffer} back, shows at most {Demo.CsvShop.Most}.");
    }

    private static void Conclude(CommandContext context, bool isRight, TimeSpan took)
    {
        context.Terminal.Out.WriteLine();
        if (isRight)
            context.Terminal.Say($"[green]Done in {Text.Number(Math.Round((decimal)took.TotalSeconds, 1))} s: every store holds exactly the right numbers.[/]");
        else
            context.Terminal.Say($"[red]Something above is not as it should be; please report it.[/]");
    }

    private static async Task KeepAsync(CommandContext context, CommandContext inner, DemoWorld world, CancellationToken cancellationToken)
    {
        var output = context.Json ? context.Terminal.Error : context.Terminal.Out;
        var words = context.Terminal.Words;
        await using var session = await inner.OpenSessionAsync().ConfigureAwait(false);
        using var lease = session.Ledger.Leases.TryTake(RunningService.Lease, out _);
        await using var traffic = new RunningWorker(stop => DemoTraffic.RunAsync(world.KeyCrm.Catalogue, stop));
        await new ConnectorService(session).RunAsync(
            addresses =>
            {
                world.KeyCrm.Webhooks.Add(new Uri(addresses[0], $"webhooks/keycrm/demo/{DemoWorld.WebhookSecret}"));
                output.WriteLine();
                output.Say(words, $"The service runs now, and something is sold every few seconds. Its dashboard: {addresses[0]}");
                output.Say(words, $"Everything stays in {world.Folder} until you press Ctrl+C. In another terminal, try:");
                foreach (var command in (string[])["status", "report unmatched", $"history {world.Offers()[0].Sku!.Trim()}"])
                    output.WriteLine($"  connector {command} --config {world.ConfigPath}");
            },
            cancellationToken).ConfigureAwait(false);
    }
}
