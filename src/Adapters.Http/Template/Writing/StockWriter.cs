using Connector.Abstractions;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Site;

namespace Connector.Adapters.Http.Template.Writing;

/// <summary>Writes numbers as the template says.</summary>
/// <param name="plan">How.</param>
/// <param name="client">Sends.</param>
/// <param name="values">The values that every request may use.</param>
/// <param name="readBack">Asks what a write without an answer did; <see langword="null"/> where the site has no cheap look-up.</param>
internal sealed class StockWriter(WritePlan plan, SiteClient client, TemplateScope values, ReadBack? readBack)
{
    private const string Conflict = "http.conflict";

    private readonly WriteCheck _check = new(plan, values);
    private readonly ResultReader _results = new(plan, client.Errors);

    /// <summary>Writes.</summary>
    /// <returns>An outcome for each change, in order.</returns>
    public async Task<IReadOnlyList<StockOutcome>> WriteAsync(IReadOnlyList<StockChange> changes, CancellationToken cancellationToken)
    {
        var outcomes = new StockOutcome?[changes.Count];
        var ready = new List<(Write Write, int Place)>();
        for (var i = 0; i < changes.Count; i++)
        {
            var (write, outcome) = _check.Prepare(changes[i]);
            outcomes[i] = outcome;
            if (write is not null)
                ready.Add((write, i));
        }

        foreach (var request in Requests(ready))
        {
            var done = await SetAsync([.. request.Select(static one => one.Write)], cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < done.Length; i++)
                outcomes[request[i].Place] = done[i];
        }

        return [.. outcomes.Select(static outcome => outcome!)];
    }

    // Two listings with one SKU go in two requests where the SKU is what tells numbers apart.
    private IEnumerable<(Write Write, int Place)[]> Requests(List<(Write Write, int Place)> ready)
    {
        if (!plan.NeedsUniqueSkus)
            return ready.Chunk(plan.MaxItems);
        var waves = ready.GroupBy(static one => one.Write.Change.Sku, StringComparer.Ordinal)
            .SelectMany(static same => same.Select(static (one, wave) => (One: one, Wave: wave)))
            .GroupBy(static one => one.Wave, static one => one.One)
            .Select(static wave => wave.OrderBy(static one => one.Place));
        return waves.SelectMany(wave => wave.Chunk(plan.MaxItems));
    }

    private async Task<StockOutcome[]> SetAsync(Write[] writes, CancellationToken cancellationToken)
    {
        StoreException failure;
        try
        {
            return await SendAsync(writes, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Failure == StoreFailure.Unreachable && readBack is not null)
        {
            failure = exception;
        }

        return await readBack.AskAsync(writes, failure, cancellationToken).ConfigureAwait(false) ?? throw failure;
    }

    private async Task<StockOutcome[]> SendAsync(Write[] writes, CancellationToken cancellationToken)
    {
        var scope = plan.IsSingle ? writes[0].Scope : new TemplateScope(values) { Items = [.. writes.Select(static write => write.Scope)] };
        var to = client.Address(plan.Request, scope);
        var what = SiteClient.Describe(plan.Request, to);
        using var answer = await client.SendAsync(plan.Request, scope, to, cancellationToken).ConfigureAwait(false);
        if (client.Errors.Judge(answer, plan.Request.Success, what) is { } failure)
            return plan.IsSingle && await OfOneAsync(writes[0].Change, answer, failure, cancellationToken).ConfigureAwait(false) is { } outcome ? [outcome] : throw failure;
        try
        {
            return _results.Read(writes, answer);
        }
        catch (PathMissingException exception)
        {
            throw client.Errors.Misshapen(what, exception.Message);
        }
    }

    // A refusal that may pass is looked into: a site that has stopped counting the goods refuses as one that is changing them does.
    private async Task<StockOutcome?> OfOneAsync(StockChange change, SiteAnswer answer, StoreException failure, CancellationToken cancellationToken)
    {
        var outcome = OfOne(change, answer, failure);
        if (outcome?.Error!.Code != Conflict || readBack is null || !await readBack.IsUncountedAsync(change, cancellationToken).ConfigureAwait(false))
            return outcome;
        return Outcomes.Of(change, StockStatus.NotTracked, "http.not_tracked", $"The site answers {answer.Status} for {change.Sku}, and says that it does not count stock for it.");
    }

    // A request for one number that the site understood and refused is about that number, not about the site.
    private StockOutcome? OfOne(StockChange change, SiteAnswer answer, StoreException failure)
    {
        if (answer.IsHtml)
            return null;
        var said = client.Errors.Said(answer, plan.Request.Success);
        var hasPlace = plan.Request.Url.PathNames.Any(static name => name is "ref" or "sku");
        return answer.Status switch
        {
            404 or 410 when hasPlace => Outcomes.Of(change, StockStatus.Gone, "http.not_found", $"The site answers {answer.Status} for {change.Sku}{said}. The SKU is looked up again."),
            400 or 422 => Outcomes.Of(change, StockStatus.Rejected, "http.rejected", $"The site answers {answer.Status} to {Scalars.Number(change.Quantity)} for {change.Sku}{said}. It is not sent again until the number changes."),
            409 or 412 or 423 => Outcomes.Of(change, StockStatus.Failed, Conflict, $"The site answers {answer.Status} for {change.Sku}{said}: something else is changing it. It is sent again."),
            >= 200 and < 300 when failure.Failure == StoreFailure.Protocol && answer.Json is not null =>
                Outcomes.Of(change, StockStatus.Failed, "http.failed", $"The site did not set {Scalars.Number(change.Quantity)} for {change.Sku}{said}. It is sent again."),
            _ => null,
        };
    }
}
