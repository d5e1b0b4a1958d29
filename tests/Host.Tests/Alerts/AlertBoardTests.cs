using Connector.Core.Ledger;
using Connector.Host.Alerts;
using Connector.Testing;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Host.Tests.Alerts;

/// <summary>Each condition is told once when it is raised, and once when it has cleared.</summary>
public sealed class AlertBoardTests : IDisposable
{
    private const string Channel = "telegram";

    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly Ledger ledger;

    public AlertBoardTests() => ledger = Ledger.Open(folder.Path, time);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_condition_is_told_once_and_cleared_once()
    {
        var (board, outbox) = Open();
        Look(board, AlertStatus.Raised, "one");
        Look(board, AlertStatus.Raised, "two");
        Told(outbox).ShouldBe(["raised one"]);
        ledger.Alerts.Standing().ShouldHaveSingleItem().Subject.ShouldBe("shop");
        Look(board, AlertStatus.Clear);
        Told(outbox).ShouldBeEmpty("it may be back at the next look");
        Look(board, AlertStatus.Raised, "three");
        Look(board, AlertStatus.Clear);
        Look(board, AlertStatus.Unknown);
        Look(board, AlertStatus.Clear);
        Told(outbox).ShouldBe(["cleared one"]);
        Look(board, AlertStatus.Clear);
        ledger.Alerts.Standing().ShouldBeEmpty();
        Told(outbox).ShouldBeEmpty();
        Look(board, AlertStatus.Raised, "four");
        Told(outbox).ShouldBe(["raised four"]);
    }

    [Fact]
    public void A_restart_neither_repeats_nor_forgets()
    {
        var (board, outbox) = Open();
        Look(board, AlertStatus.Raised, "one");
        (board, outbox) = Open();
        Told(outbox).ShouldBe(["raised one"], customMessage: "it was not told before the restart");
        (board, outbox) = Open();
        Look(board, AlertStatus.Unknown);
        Look(board, AlertStatus.Unknown);
        Look(board, AlertStatus.Raised, "one");
        Told(outbox).ShouldBeEmpty();
        Look(board, AlertStatus.Clear);
        Look(board, AlertStatus.Clear);
        Told(outbox).ShouldBe(["cleared one"]);
    }

    [Fact]
    public void What_is_no_longer_configured_has_cleared_but_not_while_something_cannot_be_looked_at()
    {
        var (board, outbox) = Open();
        Look(board, AlertStatus.Raised, "one");
        Told(outbox);
        for (var i = 0; i < 3; i++)
            board.Look([], isWhole: false, [Channel]);
        Told(outbox).ShouldBeEmpty();
        for (var i = 0; i < 2; i++)
            board.Look([], isWhole: true, [Channel]);
        Told(outbox).ShouldBe(["cleared one"]);
    }

    [Fact]
    public void A_ledger_that_cannot_be_written_hinders_no_message()
    {
        var (board, outbox) = Open();
        using (var connection = new SqliteConnection($"Data Source={ledger.Path}"))
            connection.Execute("DROP TABLE alert; DROP TABLE notice");
        Look(board, AlertStatus.Raised, "one");
        Look(board, AlertStatus.Clear);
        Look(board, AlertStatus.Clear);
        Told(outbox).ShouldBe(["raised one", "cleared one"]);
        Told(outbox).ShouldBeEmpty();
    }

    private (AlertBoard Board, AlertOutbox Outbox) Open()
    {
        var outbox = new AlertOutbox(ledger);
        return (new AlertBoard(outbox, text => text, NullLogger.Instance, time), outbox);
    }

    private static void Look(AlertBoard board, AlertStatus status, string text = "") =>
        board.Look([new AlertCheck(AlertKind.StoreDown, "shop", status, "title", text)], isWhole: true, [Channel]);

    private static List<string> Told(AlertOutbox outbox)
    {
        var waiting = outbox.Waiting(Channel);
        outbox.Told(Channel, waiting);
        return [.. waiting.Select(one => $"{(one.Notice.ClearedAt is null ? "raised" : "cleared")} {one.Notice.Alert.Text}")];
    }
}
