using Connector.Core.Ledger;
using Connector.Host.Alerts.Channels;
using Connector.Host.Configuration;
using Connector.Host.Language;

namespace Connector.Host.Alerts;

/// <summary>What became of a test message over one channel.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Problem">Why it was not taken; <see langword="null"/> where it was.</param>
internal sealed record AlertTest(string Channel, string? Problem)
{
    /// <summary>What a person is told whose configuration has no channel.</summary>
    public const string Nobody = "The configuration names nobody to tell: give alerts.telegram, alerts.email or alerts.webhook. docs/alerts.md shows how.";

    /// <summary>Sends a test message over every channel.</summary>
    /// <param name="configuration">Names the channels, and the language.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>One result for each channel; none where the configuration names nobody.</returns>
    public static async Task<IReadOnlyList<AlertTest>> RunAsync(ConnectorConfiguration configuration, TimeProvider time, CancellationToken cancellationToken)
    {
        using var channels = new AlertChannels(time);
        var results = new List<AlertTest>();
        foreach (var channel in channels.Of(configuration.Alerts))
            results.Add(new AlertTest(channel.Name, await TryAsync(channel, Words.Of(configuration.Language), time, cancellationToken).ConfigureAwait(false)));
        return results;
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
