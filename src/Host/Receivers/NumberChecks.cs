using System.Globalization;
using System.Text.Json.Nodes;

namespace Connector.Host.Receivers;

/// <summary>What the site makes of numbers, tried on an article of its own.</summary>
internal sealed class NumberChecks(ReceiverSession session, string sku, string? duplicateSku)
{
    private readonly List<ReceiverCheck> checks = [];

    public async Task<IReadOnlyList<ReceiverCheck>> RunAsync(CancellationToken cancellationToken)
    {
        await SetAsync("a number is set and read back", 7, "answer updated, with the new number as current, and show it", cancellationToken).ConfigureAwait(false);
        await SetAsync("the same number again is no fault", 7, "answer unchanged; numbers are absolute, never add them", cancellationToken).ConfigureAwait(false);
        await SetAsync("zero is a number", 0, "0 is no missing value: in PHP do not use empty()", cancellationToken).ConfigureAwait(false);
        if (!session.Capabilities.Flag("negative"))
            await KeepAsync("a number below zero is refused", "invalid", "answer invalid and keep the old number", session.Item(sku, -1), cancellationToken).ConfigureAwait(false);
        if ((session.Capabilities.Number("decimals") ?? 0) == 0)
            await KeepAsync("a fraction is refused", "invalid", "answer invalid, do not round: 2.5 is not 2", session.Item(sku, 2.5m), cancellationToken).ConfigureAwait(false);
        await TwiceAsync(cancellationToken).ConfigureAwait(false);
        if (session.Capabilities.Flag("stale"))
            await KeepAsync("an older number does not go over a newer one", "stale", "keep seq with the number, and answer stale to a lower one", session.Item(sku, 99, session.OldSequence), cancellationToken).ConfigureAwait(false);
        else
            checks.Add(new ReceiverCheck("an older number does not go over a newer one", null, "the site does not keep seq", "a request that was held up on its way may then undo a newer one, until the next pass"));
        await DryRunAsync(cancellationToken).ConfigureAwait(false);
        return checks;
    }

    private static bool IsDone(string? status) => status is "updated" or "unchanged";

    private async Task SetAsync(string name, decimal number, string cure, CancellationToken cancellationToken) =>
        await JudgeAsync(name, await session.PostAsync([session.Item(sku, number)], cancellationToken).ConfigureAwait(false), number, cure, cancellationToken).ConfigureAwait(false);

    private async Task TwiceAsync(CancellationToken cancellationToken)
    {
        var id = ReceiverCaller.NewId("sb_");
        var batch = ReceiverSession.Batch(id, [session.Item(sku, 5)]);
        await session.Site.PostAsync(id, batch, cancellationToken).ConfigureAwait(false);
        var answer = await session.Site.PostAsync(id, batch, cancellationToken).ConfigureAwait(false);
        await JudgeAsync("the same batch twice does no harm", answer, 5, "set numbers, never add them, and answer a repeated batch as the first time", cancellationToken).ConfigureAwait(false);
    }

    private async Task JudgeAsync(string name, ReceiverAnswer answer, decimal number, string cure, CancellationToken cancellationToken)
    {
        var status = answer.StatusOf(sku);
        var current = answer.Result(sku).Number("current");
        var found = status ?? (answer.IsTaken ? "no result" : answer.Said);
        if (current is not null && current != number)
            found += $", current {current} in place of {number}";
        var shown = session.Reads ? await session.ReadAsync(sku, cancellationToken).ConfigureAwait(false) : number;
        if (shown != number)
            found += $", and the site then shows {shown?.ToString(CultureInfo.InvariantCulture) ?? "nothing"} in place of {number}";
        checks.Add(new ReceiverCheck(name, IsDone(status) && (current ?? number) == number && shown == number, found, cure));
    }

    // Sends something that must not be written.
    private async Task<bool> KeepAsync(string name, string? status, string cure, JsonObject item, CancellationToken cancellationToken, bool isDry = false)
    {
        var before = session.Reads ? await session.ReadAsync(sku, cancellationToken).ConfigureAwait(false) : null;
        var answer = await session.PostAsync([item], cancellationToken, isDry: isDry).ConfigureAwait(false);
        var after = session.Reads ? await session.ReadAsync(sku, cancellationToken).ConfigureAwait(false) : null;
        var told = answer.StatusOf(sku);
        var isRight = (status is null ? IsDone(told) : told == status) && before == after;
        checks.Add(new ReceiverCheck(name, isRight, $"{told ?? (answer.IsTaken ? "no result" : answer.Said)}{(before == after ? "" : $", and the number went from {before} to {after}")}", cure));
        return isRight;
    }

    private async Task DryRunAsync(CancellationToken cancellationToken)
    {
        const string duplicate = "a SKU on several goods is not written";
        if (!session.Capabilities.Flag("dryRun"))
        {
            checks.Add(new ReceiverCheck("a dry run changes nothing", null, "the site has no dry run", ""));
            return;
        }

        var isDry = await KeepAsync("a dry run changes nothing", null, "answer as usual and write nothing where dryRun is true", session.Item(sku, 6), cancellationToken, isDry: true).ConfigureAwait(false);
        if (duplicateSku is null || !isDry)
        {
            checks.Add(new ReceiverCheck(duplicate, null, duplicateSku is null ? "no SKU is on several goods here" : "not tried, because a dry run is none here", ""));
            return;
        }

        var answer = await session.PostAsync([session.Item(duplicateSku, 1)], cancellationToken, isDry: true).ConfigureAwait(false);
        checks.Add(new ReceiverCheck(duplicate, answer.StatusOf(duplicateSku) == "duplicate", $"{duplicateSku}: {answer.StatusOf(duplicateSku) ?? answer.Said}", "count the goods with the SKU before writing: none is not_found, several are duplicate"));
    }
}
