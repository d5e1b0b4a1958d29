using Connector.Host.Web.SignIn;

namespace Connector.Host.Web;

/// <summary>
/// Who may ask for what (design §7). Webhooks, feeds and <c>/healthz</c> are for everybody and guard themselves; everything else
/// asks for the bearer token, a session of the dashboard, or a request of this very machine (<see cref="LocalAccess"/>). What changes something must
/// moreover not come from a page of another site that a browser has open.
/// </summary>
internal sealed class AccessRule(RequestDelegate next, Func<string?> token)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint()?.Metadata;
        var isSignIn = endpoint?.GetMetadata<SignInEndpoint>() is not null;
        if (endpoint?.GetMetadata<PublicEndpoint>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        if (context.Features.Get<PublicListener>() is not null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        SecurityHeaders.Put(context.Response.Headers);
        if (!isSignIn && !await IsAllowedAsync(context).ConfigureAwait(false))
        {
            await RefuseAsync(context, endpoint?.GetMetadata<PageEndpoint>() is not null).ConfigureAwait(false);
            return;
        }

        var method = context.Request.Method;
        var changes = !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);
        if (changes && IsFromAnotherSite(context.Request))
            await Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "Another site may not do this.", "The request's Origin is not this address.").ConfigureAwait(false);
        // Forms and plain texts are what pages of other sites can send without asking; JSON they cannot. The dashboard's forms bring a token.
        else if (changes && endpoint?.GetMetadata<FormEndpoint>() is null && !context.Request.HasJsonContentType())
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Only JSON is taken.", "Send “Content-Type: application/json”, with an empty body too.").ConfigureAwait(false);
        else
            await next(context).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext context, bool isPage)
    {
        if (isPage && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect($"/sign-in?back={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, "Sign in.",
            "Send the configuration's api.token as “Authorization: Bearer …”, or sign in to the dashboard. Without either only this machine may ask, at http://127.0.0.1 or http://localhost, and not through a proxy.");
    }

    // A token that is sent must be right, from this machine too: whoever sends one wants to know.
    private async Task<bool> IsAllowedAsync(HttpContext context)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (given.Length == 0)
            return LocalAccess.Is(context) || await Session.IsSignedInAsync(context).ConfigureAwait(false);
        var secret = token();
        var isSame = SecretCheck.IsOneOf(given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? given[Scheme.Length..].Trim() : "", secret is null ? null : [secret]);
        return isSame;
    }

    private static bool IsFromAnotherSite(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            // By the host alone: behind a proxy with TLS the scheme is another one here than in the browser.
            return !Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0 && site is not ("same-origin" or "none");
    }
}
