namespace Connector.Host.Web;

/// <summary>
/// Who may ask for what (design §7). Webhooks, feeds and <c>/healthz</c> are for everybody and guard themselves; everything else
/// asks for the bearer token, or for a request of this very machine (<see cref="LocalAccess"/>). What changes something must
/// moreover not come from a page of another site that a browser has open.
/// </summary>
internal sealed class AccessRule(RequestDelegate next, Func<string?> token)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicEndpoint>() is not null)
            return next(context);
        if (context.Features.Get<PublicListener>() is not null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (!IsAllowed(context))
        {
            headers.WWWAuthenticate = "Bearer";
            return Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, "Sign in.",
                "Send the configuration's api.token as “Authorization: Bearer …”. Without it only this machine may ask, at http://127.0.0.1 or http://localhost, and not through a proxy.");
        }

        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            return next(context);
        if (IsFromAnotherSite(context.Request))
            return Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "Another site may not do this.", "The request's Origin is not this address.");
        // Forms and plain texts are what pages of other sites can send without asking; JSON they cannot.
        if (!context.Request.HasJsonContentType())
            return Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Only JSON is taken.", "Send “Content-Type: application/json”, with an empty body too.");
        return next(context);
    }

    // A token that is sent must be right, from this machine too: whoever sends one wants to know.
    private bool IsAllowed(HttpContext context)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (given.Length == 0)
            return LocalAccess.Is(context);
        var secret = token();
        var isSame = SecretCheck.IsOneOf(given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? given[Scheme.Length..].Trim() : "", secret is null ? null : [secret]);
        return isSame;
    }

    private static bool IsFromAnotherSite(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return !string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0 && site is not ("same-origin" or "none");
    }
}
