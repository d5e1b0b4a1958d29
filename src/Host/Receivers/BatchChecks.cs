using System.Globalization;

namespace Connector.Host.Receivers;

/// <summary>What the site answers to SKUs it does not have, and to many items at once.</summary>
internal sealed class BatchChecks(ReceiverSession session)
{
    private static readonly string[] OddSkus = ["Ї-1 невідомий", "two  blanks", "a/b\\c", "quote\"'s", "+&#%?=", "000123"];

    public async Task<IReadOnlyList<ReceiverCheck>> RunAsync(CancellationToken cancellationToken) =>
    [
        await UnknownAsync("an unknown SKU is told", [AccessChecks.UnknownSku], "answer not_found for it, and make no new goods; a SKU that the answer leaves out counts as failed", cancellationToken).ConfigureAwait(false),
        await UnknownAsync("SKUs come back letter by letter", OddSkus, "answer with the SKU exactly as it came: UTF-8, no trimming, no escaping for HTML, digits as text", cancellationToken).ConfigureAwait(false),
        await FullAsync(cancellationToken).ConfigureAwait(false),
    ];

    private async Task<ReceiverCheck> UnknownAsync(string name, IReadOnlyList<string> skus, string cure, CancellationToken cancellationToken)
    {
        var answer = await session.PostAsync(skus.Select(sku => session.Item(sku, 1)), cancellationToken).ConfigureAwait(false);
        var wrong = skus.Where(sku => answer.StatusOf(sku) != "not_found").Select(sku => $"{sku}: {answer.StatusOf(sku) ?? "no result"}").ToList();
        return new ReceiverCheck(name, wrong.Count == 0, wrong.Count == 0 ? "not_found" : answer.IsTaken ? string.Join("; ", wrong) : answer.Said, cure);
    }

    private async Task<ReceiverCheck> FullAsync(CancellationToken cancellationToken)
    {
        var skus = Enumerable.Range(1, session.MaxItems).Select(i => string.Create(CultureInfo.InvariantCulture, $"connector-test-{i}")).ToList();
        var began = session.Time.GetTimestamp();
        var answer = await session.PostAsync(skus.Select(sku => session.Item(sku, 1)), cancellationToken).ConfigureAwait(false);
        var took = session.Time.GetElapsedTime(began).TotalMilliseconds;
        var told = skus.Count(sku => answer.StatusOf(sku) is not null);
        return new ReceiverCheck("a full batch is answered item by item", answer.IsTaken && told == skus.Count,
            string.Create(CultureInfo.InvariantCulture, $"{(answer.IsTaken ? "" : answer.Said + ", ")}{told} results for {skus.Count} items in {took:0} ms"), "answer every item, or tell a smaller maxItems in capabilities");
    }
}
