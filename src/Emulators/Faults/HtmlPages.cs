namespace Connector.Emulators.Faults;

/// <summary>Pages as proxies and maintenance modes serve them where a client expects JSON.</summary>
internal static class HtmlPages
{
    public static string For(int status) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>{Title(status)}</title></head>
        <body><h1>{Title(status)}</h1><p>Please try again in a few minutes.</p></body>
        </html>
        """;

    private static string Title(int status) => status switch
    {
        200 => "Just a moment...",
        401 => "Unauthorized",
        403 => "Access denied",
        404 => "Not Found",
        429 => "Too Many Requests",
        502 => "502 Bad Gateway",
        503 => "Service Unavailable",
        _ => "Server Error",
    };
}
