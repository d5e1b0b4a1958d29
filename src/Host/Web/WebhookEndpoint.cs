using Connector.Core.KeyCrm;
using Connector.Core.Ledger;
using Connector.Core.Telemetry;

namespace Connector.Host.Web;

/// <summary>
/// <c>POST /webhooks/keycrm/{account}/{secret}</c>: keyCRM's stock webhook. It answers 200 once the body is durable in the inbox,
/// and does no more; a worker reads the inbox. Nothing is compared by content: 5, 4, 5 are three webhooks.
/// </summary>
internal sealed class WebhookEndpoint(IServiceView service, ILogger logger)
{
    /// <summary>The greatest body, in bytes.</summary>
    public const long LargestBody = 16 * 1024 * 1024;

    private const int RetrySeconds = 30;

    private volatile string? trouble;

    /// <summary>Why the latest webhook could not be stored; <see langword="null"/> while they can.</summary>
    public string? Trouble => trouble;

    /// <summary>Takes one webhook.</summary>
    public async Task TakeAsync(HttpContext context, string account, string secret)
    {
        var accepted = service.Configuration.Accounts.GetValueOrDefault(account)?.Webhook?.Secrets;
        if (!SecretCheck.IsOneOf(secret, accepted))
        {
            // As for an address that is not there: nothing is read, and nothing told.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = await RequestBody.ReadAsync(context.Request, LargestBody, context.RequestAborted).ConfigureAwait(false);
        if (!WebhookPayload.TryRead(body.Bytes, out _, out var fault, out var isTooLong))
        {
            fault = service.Redactor.Redact(fault);
            ConnectorTelemetry.Webhook(account, "unreadable");
            WebLog.NotThePayload(logger, account, fault);
            await Problem.WriteAsync(context, isTooLong ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest,
                "This is not keyCRM's stock webhook.", fault).ConfigureAwait(false);
            return;
        }

        try
        {
            await service.Ledger.Inbox.AppendAsync(account, body.Bytes, context.RequestAborted).ConfigureAwait(false);
        }
        catch (LedgerException exception)
        {
            await RefuseAsync(context, account, service.Redactor.Redact(exception.Message)).ConfigureAwait(false);
            return;
        }

        if (trouble is not null)
        {
            trouble = null;
            WebLog.IntakeWorks(logger);
        }

        ConnectorTelemetry.Webhook(account, "taken");
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    // Said once for each way of failing: a full disk must not be filled with lines that say so.
    private Task RefuseAsync(HttpContext context, string account, string problem)
    {
        ConnectorTelemetry.Webhook(account, "not_stored");
        if (trouble is null)
            WebLog.IntakeStopped(logger, account, problem);
        trouble = problem;
        context.Response.Headers.RetryAfter = $"{RetrySeconds}";
        return Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The webhook cannot be stored now.", "Send it again later.");
    }
}
