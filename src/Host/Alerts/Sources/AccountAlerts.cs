using Connector.Core.KeyCrm;
using Connector.Core.Ledger;
using Connector.Host.Configuration;
using Connector.Host.Service;

namespace Connector.Host.Alerts.Sources;

/// <summary>What may be wrong with the accounts: the key, the way to keyCRM, its webhooks, the age of what is known.</summary>
internal sealed class AccountAlerts(
    Func<ConnectorConfiguration> configuration, Func<IEnumerable<AccountWorker>> accounts, Ledger ledger, TimeProvider time) : IAlertSource
{
    private static readonly TimeSpan LeastOld = TimeSpan.FromHours(2);

    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    /// <inheritdoc />
    public IEnumerable<AlertCheck> Check()
    {
        var all = configuration();
        return accounts()
            .Where(account => all.Accounts.ContainsKey(account.Name))
            .SelectMany(account => Of(account, all.Accounts[account.Name], all.Alerts))
            .ToList();
    }

    private IEnumerable<AlertCheck> Of(AccountWorker account, AccountConfiguration configured, AlertsConfiguration alerts)
    {
        yield return KeyRefused(account);
        yield return Down(account, alerts);
        yield return ReadingOld(account.Name, alerts.OldestReading ?? Max(configured.PollEvery.Longest * 3, LeastOld));
        yield return Silent(account, configured.Webhook is not null, alerts.NoWebhookFor);
    }

    private static AlertCheck KeyRefused(AccountWorker account)
    {
        var failure = account.Failure;
        var status = failure?.Failure == KeyCrmFailure.Unauthorized ? AlertStatus.Raised : failure is null && account.IsRead ? AlertStatus.Clear : AlertStatus.Unknown;
        return new AlertCheck(AlertKind.KeyRefused, account.Name, status, $"{account.Name}: keyCRM refuses the key",
            $"{failure?.Message} Stores keep the numbers that they have. Make a new key in keyCRM (Settings → General → API key) and put it where the account's apiKey comes from; the service takes it within seconds.");
    }

    private AlertCheck Down(AccountWorker account, AlertsConfiguration alerts)
    {
        var failure = account.Failure is { Failure: not KeyCrmFailure.Unauthorized } other ? other : null;
        var status = Lasting(failure is null ? null : account.DownSince, alerts.DownAfter, account.IsRead);
        return new AlertCheck(AlertKind.AccountDown, account.Name, status, $"{account.Name}: keyCRM cannot be read",
            $"{failure?.Message} Stores keep the numbers that they have, webhooks are kept; it is tried again by itself. Look at keyCRM's state and at this machine's way to the internet.");
    }

    private AlertCheck ReadingOld(string account, TimeSpan most)
    {
        var oldest = ledger.Levels.OldestReading(account);
        var status = oldest is null ? AlertStatus.Unknown : time.GetUtcNow() - oldest.Value > most ? AlertStatus.Raised : AlertStatus.Clear;
        return new AlertCheck(AlertKind.ReadingOld, account, status, $"{account}: what is known of keyCRM is old",
            $"An offer was read last at {oldest:yyyy-MM-dd HH:mm} UTC, and should be read every {most:g} at least. The service goes on reading. See why in its log; for a large catalogue raise requestsPerMinute (keyCRM allows 60) or alerts.oldestReading.");
    }

    private AlertCheck Silent(AccountWorker account, bool hasWebhook, TimeSpan most)
    {
        var last = ledger.Inbox.LastReceived(account.Name);
        var heard = last > startedAt ? last.Value : startedAt;
        var status = !hasWebhook || last > time.GetUtcNow() - most ? AlertStatus.Clear
            : account.FoundChangesAt - heard >= most ? AlertStatus.Raised
            : AlertStatus.Unknown;
        return new AlertCheck(AlertKind.WebhooksSilent, account.Name, status, $"{account.Name}: no webhooks from keyCRM",
            $"Stock changes in keyCRM, and {(last is { } at ? $"the last webhook came at {at:yyyy-MM-dd HH:mm} UTC" : "no webhook has ever come")}. Changes still reach the stores, minutes later, with the readings. "
            + "Check the webhook in keyCRM (it switches off an address that fails), its secret, and that keyCRM can reach this machine: docs/webhook.md.");
    }

    private AlertStatus Lasting(DateTimeOffset? since, TimeSpan least, bool isWell) =>
        since is null ? (isWell ? AlertStatus.Clear : AlertStatus.Unknown)
        : time.GetUtcNow() - since.Value >= least ? AlertStatus.Raised
        : AlertStatus.Unknown;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
