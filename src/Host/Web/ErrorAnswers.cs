using Connector.Core.Ledger;
using Connector.Host.Redaction;
using Microsoft.AspNetCore.Connections;

namespace Connector.Host.Web;

/// <summary>What becomes of what endpoints throw: a problem document without secrets, and a log line without the address.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, SecretRedactor redactor, ILogger logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is left to answer.
        }
        catch (ConnectionResetException)
        {
            // Likewise.
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, exception.StatusCode, "The request cannot be read.", exception.Message).ConfigureAwait(false);
        }
        catch (LedgerException exception)
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "The ledger cannot be used now.", exception.Message).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            WebLog.Failed(logger, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "an unknown address", redactor.Redact(exception.ToString()));
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "Unexpected failure, please report it.", $"{exception.GetType().Name}; the log has more.")
                .ConfigureAwait(false);
        }
    }

    // An answer that has begun cannot become another one: the connection is cut, so that nobody takes it for whole.
    private Task AnswerAsync(HttpContext context, int status, string title, string detail)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        return Problem.WriteAsync(context, status, title, redactor.Redact(detail));
    }
}
