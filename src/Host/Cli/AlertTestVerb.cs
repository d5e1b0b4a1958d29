using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Core.Ledger;
using Connector.Host.Alerts;
using Connector.Host.Alerts.Channels;
using Connector.Host.Language;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>alert-test</c>: sends a message over every channel of the configuration, and says what became of it.</summary>
internal sealed class AlertTestVerb : IVerb
{
    public Command Define() => new("alert-test", "Sends a test message to everybody whom the configuration's alerts name.");

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var configuration = context.LoadConfiguration();
        using var channels = new AlertChannels(context.Time);
        var results = new List<(string Channel, string? Problem)>();
        foreach (var channel in channels.Of(configuration.Alerts))
            results.Add((channel.Name, await TryAsync(channel, Words.Of(configuration.Language), context.Time, cancellationToken).ConfigureAwait(false)));
        if (results.Count == 0)
            throw new UsageException("The configuration names nobody to tell: give alerts.telegram, alerts.email or alerts.webhook. docs/alerts.md shows how.");

        var code = results.Exists(result => result.Problem is not null) ? ExitCode.Failed : ExitCode.Done;
        if (context.Json)
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["ok"] = code == ExitCode.Done,
                ["channels"] = new JsonArray([.. results.Select(result => new JsonObject
                {
                    ["channel"] = result.Channel,
                    ["taken"] = result.Problem is null,
                    ["problem"] = result.Problem,
                })]),
            });
            return code;
        }

        foreach (var (channel, problem) in results)
        {
            if (problem is null)
                context.Terminal.Say($"[green]{channel}[/]: the message was taken; see that it arrives.");
            else
                context.Terminal.Say($"[red]{channel}[/]: {context.Terminal.Words.Translate(problem)}");
        }

        return code;
    }

    private static async Task<string?> TryAsync(IAlertChannel channel, Words words, TimeProvider time, CancellationToken cancellationToken)
    {
        var alert = new Alert
        {
            Kind = AlertKind.Test,
            Subject = "",
            Title = "This is a test",
            Text = $"Alerts of the connector on {Environment.MachineName} arrive here. Nothing is wrong.",
            RaisedAt = time.GetUtcNow(),
        };
        try
        {
            await channel.SendAsync(AlertMessage.Of([new Notice(alert, null)], channel.MostCharacters, words), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AlertException exception)
        {
            return exception.Message;
        }
    }
}
