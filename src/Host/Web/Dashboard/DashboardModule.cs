using System.Text;
using Connector.Abstractions;
using Connector.Core.Ledger.Views;
using Connector.Core.Sync;
using Connector.Host.Alerts;
using Connector.Host.Documents;
using Connector.Host.Runtime;
using Connector.Host.Service;
using Connector.Host.Language;
using Connector.Host.Web.Dashboard.Pages;
using Connector.Host.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Connector.Host.Web.Dashboard;

/// <summary>The dashboard's pages, the forms that they send, and the stream by which they stay live.</summary>
internal sealed class DashboardModule(ConnectorSession session, Func<IWorkers?> workers, StoreActions actions) : IPageModule
{
    private static readonly TimeSpan LanguageIsKept = TimeSpan.FromDays(365);

    // What was done, by the word that the address brings back after a form.
    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        ["sync"] = "The store is read again, and what waits is written.",
        ["scan"] = "keyCRM is read again, as soon as the budget allows.",
        ["approved"] = "Approved: the newest numbers are written now.",
        ["rejected"] = "Rejected: nothing of it is written until keyCRM says other numbers.",
        ["part"] = "The chosen numbers are rejected; the others still wait.",
        ["retry"] = "It is tried again now.",
        ["none"] = "Nothing was chosen, or nothing waits any more.",
        ["expired"] = "The page was too old. Look again, then decide.",
    };

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithMetadata(new PageEndpoint());
        pages.MapGet("/", (HttpContext context) => Show<Overview>(context));
        pages.MapGet("/stores/{store}", Store);
        pages.MapGet("/stores/{store}/plan", PlanAsync);
        pages.MapGet("/sku", (HttpContext context, string? sku) => Show<Sku>(context, (nameof(Sku.Text), (sku ?? "").Trim())));
        pages.MapGet("/held", (HttpContext context) => Show<HeldPlans>(context));
        pages.MapGet("/held/{store}", (HttpContext context, string store, int? page) => actions.Find(store) is null
            ? Missing(context)
            : (IResult)Show<HeldPlan>(context, (nameof(HeldPlan.Store), store), (nameof(HeldPlan.Number), PageNumber.Of(page))));
        pages.MapGet("/runs", (HttpContext context, string? store, int? page) => Show<Runs>(context, (nameof(Runs.Store), store), (nameof(Runs.Number), PageNumber.Of(page))));
        pages.MapGet("/runs/{run:long}", (HttpContext context, long run, int? page) => session.Ledger.Runs.Find(run) is { } found
            ? (IResult)Show<OneRun>(context, (nameof(OneRun.Run), found), (nameof(OneRun.Number), PageNumber.Of(page)))
            : Missing(context));
        pages.MapGet("/runs/{run:long}/undo", (HttpContext context, long run) => UndoAsync(context, run, apply: false));
        pages.MapGet("/reports/{kind}", Report);
        pages.MapGet("/settings", (HttpContext context) => Show<Settings>(context));
        pages.MapGet("/events", (HttpContext context) => TypedResults.ServerSentEvents(new ChangeFeed(session.Ledger, session.Time).FollowAsync(context.RequestAborted)));

        var forms = routes.MapGroup("").WithMetadata(new FormEndpoint(), new PageEndpoint()).AddEndpointFilter(ChecksToken);
        forms.MapPost("/stores/{store}/sync", (string store) => Back($"/stores/{store}", actions.Wake(store) ? "sync" : "none"));
        forms.MapPost("/stores/{store}/retry", (string store, string @ref, string? back) =>
            Back(back is ['/', not '/' and not '\\', ..] ? back : $"/stores/{store}", actions.Find(store) is { } found && actions.Retry(found.Configuration.Id, new ListingRef(@ref)) ? "retry" : "none"));
        forms.MapPost("/accounts/{account}/scan", (string account) => Back("/", actions.Scan(account) ? "scan" : "none"));
        forms.MapPost("/held/{store}/decide", DecideAsync);
        forms.MapPost("/runs/{run:long}/undo", (HttpContext context, long run) => UndoAsync(context, run, apply: true));
        forms.MapPost("/settings/check", (HttpContext context, CancellationToken stop) => CheckAsync(context, stop));
        forms.MapPost("/settings/alert-test", (HttpContext context, CancellationToken stop) => AlertTestAsync(context, stop));
        routes.MapPost("/language", (HttpContext context, CancellationToken stop) => LanguageAsync(context, stop)).WithMetadata(new FormEndpoint(), new SignInEndpoint()).AddEndpointFilter(ChecksToken);
    }

    private IResult Store(HttpContext context, string store, string? show, string? text, int? page) => actions.Find(store) is { } found
        ? (IResult)Show<Pages.Store>(context,
            (nameof(Pages.Store.StatusOfStore), StoreStatus.Of(session.Ledger, found, workers())),
            (nameof(Pages.Store.Filter), Enum.TryParse<ListingFilter>(show, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : ListingFilter.All),
            (nameof(Pages.Store.Text), (text ?? "").Trim()),
            (nameof(Pages.Store.Number), PageNumber.Of(page)))
        : Missing(context);

    private async Task<IResult> PlanAsync(HttpContext context, string store) => actions.Find(store) is { } found
        ? Show<Planned>(context, (nameof(Planned.Store), store), (nameof(Planned.Report), await actions.PlanAsync(found, context.RequestAborted).ConfigureAwait(false)))
        : Missing(context);

    private IResult Report(HttpContext context, string kind, int? page)
    {
        var isCsv = kind.EndsWith(".csv", StringComparison.Ordinal);
        var name = isCsv ? kind[..^4] : kind;
        if (!ReportRow.Reports.Contains(name, StringComparer.Ordinal))
            return Missing(context);
        if (!isCsv)
            return Show<Reports>(context, (nameof(Reports.Kind), name), (nameof(Reports.Number), PageNumber.Of(page)));
        var rows = session.Stores.SelectMany(store => ReportRow.Of(session.Ledger, store.Configuration.Id, name)).Select(row => row with { Detail = session.Redactor.Redact(row.Detail) });
        return Csv(name, rows, RequestLanguage.Of(context.Request));
    }

    // With its mark, by which spreadsheets know UTF-8.
    private static FileContentHttpResult Csv(string name, IEnumerable<ReportRow> rows, Words words)
    {
        using var file = new MemoryStream();
        using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            ReportCsv.Write(
                writer, words.ListSeparator, [words["Store"], words["Kind"], "SKU", words["Listing"], words["Offer"], words["What"]],
                rows.Select(row => row with { Kind = words[row.Kind] }));
        }

        return TypedResults.File(file.ToArray(), "text/csv; charset=utf-8", $"connector-{name}.csv");
    }

    private async Task<IResult> DecideAsync(HttpContext context, string store)
    {
        if (actions.Find(store) is not { } found)
            return Missing(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var (id, by) = (found.Configuration.Id, $"dashboard, {context.Connection.RemoteIpAddress}");
        return (string?)form["decision"] switch
        {
            "approve" => Back($"/held/{store}", actions.Decide(id, approve: true, by) ? "approved" : "none"),
            "reject" => Back($"/held/{store}", actions.Decide(id, approve: false, by) ? "rejected" : "none"),
            "part" => Back($"/held/{store}", session.Ledger.Holds.RejectPart(id, [.. form["ref"].OfType<string>().Select(listing => new ListingRef(listing))], by) > 0 ? "part" : "none"),
            _ => Back($"/held/{store}", "none"),
        };
    }

    private async Task<IResult> UndoAsync(HttpContext context, long run, bool apply)
    {
        if (session.Ledger.Runs.Find(run) is not { } found)
            return Missing(context);
        StoreReport report;
        IReadOnlyList<(string Sku, string Why)> left = [];
        try
        {
            (report, left) = await actions.UndoAsync(found.Store, run, apply, context.RequestAborted).ConfigureAwait(false);
        }
        catch (StoreException exception)
        {
            report = new StoreReport { Store = new StoreId(found.Store), Failure = exception.Message, FailureKind = exception.Failure };
        }

        return Show<Undoing>(context, (nameof(Undoing.Run), found), (nameof(Undoing.Report), report), (nameof(Undoing.Left), left), (nameof(Undoing.IsDone), apply && report.Failure is null));
    }

    private async Task<IResult> CheckAsync(HttpContext context, CancellationToken stop)
    {
        var checks = await ConnectionCheck.RunAsync(session, session.Stores, stop).ConfigureAwait(false);
        return Show<Settings>(context, (nameof(Settings.Checks), checks.Cast<object>().ToList()));
    }

    private async Task<IResult> AlertTestAsync(HttpContext context, CancellationToken stop)
    {
        var results = await AlertTest.RunAsync(session.Configuration, session.Time, stop).ConfigureAwait(false);
        return Show<Settings>(context, (nameof(Settings.Alerts), results.Cast<object>().ToList()));
    }

    private static async Task<IResult> LanguageAsync(HttpContext context, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop).ConfigureAwait(false);
        context.Response.Cookies.Append(RequestLanguage.Cookie, Words.Of(form["language"]).Language, new CookieOptions { MaxAge = LanguageIsKept, SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        return Results.Redirect(LocalAddress.OrFirst(form["back"]));
    }

    private RazorComponentResult<Missing> Missing(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Show<Missing>(context);
    }

    private RazorComponentResult<TPage> Show<TPage>(HttpContext context, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent
    {
        var words = RequestLanguage.Of(context.Request);
        var all = new Dictionary<string, object?>
        {
            [nameof(DashboardPage.Context)] = new PageContext
            {
                Words = words,
                Address = context.Request.Path + Query(context.Request),
                FormToken = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!,
                IsSignedIn = context.Request.Cookies.ContainsKey(Session.Name),
                Session = session,
                Workers = workers(),
                Told = context.Request.Query["told"] is [{ } code] && Told.TryGetValue(code, out var told) ? words[told] : null,
            },
        };
        foreach (var (name, value) in parameters)
            all[name] = value;
        return new RazorComponentResult<TPage>(all);
    }

    // Told once: the page that asks for itself anew does not say it again.
    private static string Query(HttpRequest request) => QueryString.Create(request.Query.Where(one => one.Key != "told")).Value ?? "";

    private static IResult Back(string address, string told) => Results.Redirect(QueryHelpers.AddQueryString(address, "told", told));

    private static async ValueTask<object?> ChecksToken(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        await invocation.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(invocation.HttpContext).ConfigureAwait(false)
            ? await next(invocation).ConfigureAwait(false)
            : Back("/", "expired");
}
