using System.Globalization;
using System.Runtime.CompilerServices;

namespace Connector.Host.Receivers;

/// <summary>
/// Tries a site's receiver: what its developer must have right before real numbers arrive. Writes to nothing but the SKUs that
/// the developer names, and puts their numbers back, also when the test breaks off.
/// </summary>
internal sealed class ReceiverTest(ReceiverCaller site, IReadOnlyList<string> skus, TimeProvider time)
{
    private static readonly TimeSpan PatienceAfterStop = TimeSpan.FromSeconds(8);

    private readonly HashSet<string> unwritable = new(StringComparer.Ordinal);
    private readonly ReceiverSession session = new(site, time);

    /// <summary>Every check, as it is done.</summary>
    /// <exception cref="HttpRequestException">The site cannot be reached.</exception>
    public async IAsyncEnumerable<ReceiverCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var check in await new AccessChecks(session).RunAsync(cancellationToken).ConfigureAwait(false))
            yield return check;
        var reading = new ReadingChecks(session, skus);
        foreach (var check in await reading.RunAsync(cancellationToken).ConfigureAwait(false))
            yield return check;
        foreach (var check in await new BatchChecks(session).RunAsync(cancellationToken).ConfigureAwait(false))
            yield return check;
        if (skus.Count == 0)
        {
            yield return new ReceiverCheck("writing", null, "no test SKU was named", "name one or two articles of the site with --sku; their numbers are put back afterwards");
            yield break;
        }

        foreach (var check in await WritingAsync(reading.DuplicateSku, cancellationToken).ConfigureAwait(false))
            yield return check;
    }

    private async Task<List<ReceiverCheck>> WritingAsync(string? duplicateSku, CancellationToken cancellationToken)
    {
        var before = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var checks = new List<ReceiverCheck>();
        try
        {
            checks.Add(await SeveralAsync(before, cancellationToken).ConfigureAwait(false));
            if (skus.Except(unwritable).FirstOrDefault() is { } sku)
                checks.AddRange(await new NumberChecks(session, sku, duplicateSku).RunAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            // Ctrl+C must not leave test numbers in a shop.
            using var patience = new CancellationTokenSource(PatienceAfterStop);
            checks.Add(await PutBackAsync(before, cancellationToken.IsCancellationRequested ? patience.Token : cancellationToken).ConfigureAwait(false));
        }

        return checks;
    }

    // All of them in one batch, each with a number of its own: answers that are mixed up would show.
    private async Task<ReceiverCheck> SeveralAsync(Dictionary<string, decimal> before, CancellationToken cancellationToken)
    {
        foreach (var sku in session.Reads ? skus : [])
        {
            if (await session.ReadAsync(sku, cancellationToken).ConfigureAwait(false) is { } number)
                before[sku] = number;
        }

        var answer = await session.PostAsync([session.Item(AccessChecks.UnknownSku, 1), .. skus.Select((sku, i) => session.Item(sku, 3 + i))], cancellationToken).ConfigureAwait(false);
        var wrong = new List<string>();
        foreach (var (i, sku) in skus.Index())
        {
            if (answer.StatusOf(sku) is "not_found" or "duplicate" or "not_tracked")
                unwritable.Add(sku);
            if (answer.Result(sku).Number("previous") is { } previous)
                before.TryAdd(sku, previous);
            var shown = session.Reads ? await session.ReadAsync(sku, cancellationToken).ConfigureAwait(false) : 3 + i;
            if (answer.StatusOf(sku) is not ("updated" or "unchanged") || shown != 3 + i)
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{sku}: {answer.StatusOf(sku) ?? (answer.IsTaken ? "no result" : answer.Said)}, shows {shown} in place of {3 + i}"));
        }

        return new ReceiverCheck("a batch sets what it can", wrong.Count == 0, wrong.Count == 0 ? $"{skus.Count} set beside an unknown one" : string.Join("; ", wrong),
            unwritable.Count > 0 ? "name articles with --sku that are on the site, once, and that it keeps stock of" : "an item that cannot be done is no reason to refuse, or to roll back, the others");
    }

    private async Task<ReceiverCheck> PutBackAsync(Dictionary<string, decimal> before, CancellationToken cancellationToken)
    {
        const string name = "the numbers are put back";
        foreach (var sku in unwritable)
            before.Remove(sku);
        var unknown = skus.Except(unwritable).Where(sku => !before.ContainsKey(sku)).ToList();
        if (before.Count > 0)
        {
            var answer = await session.PostAsync(before.Select(pair => session.Item(pair.Key, pair.Value)), cancellationToken).ConfigureAwait(false);
            foreach (var (sku, number) in before)
            {
                var isBack = session.Reads
                    ? await session.ReadAsync(sku, cancellationToken).ConfigureAwait(false) == number
                    : answer.StatusOf(sku) is "updated" or "unchanged";
                if (!isBack)
                    unknown.Add(string.Create(CultureInfo.InvariantCulture, $"{sku} (held {number})"));
            }
        }

        return new ReceiverCheck(name, unknown.Count == 0, unknown.Count == 0 ? string.Join(", ", before.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value}"))) : $"not put back: {string.Join(", ", unknown)}",
            "look at these articles and set their numbers by hand; a receiver that shows its stock, or answers with “previous”, is put back by itself");
    }
}
