namespace Connector.Host.Language;

/// <summary>The language that a browser asks for, or that its person chose.</summary>
internal static class RequestLanguage
{
    /// <summary>The cookie that keeps the choice.</summary>
    public const string Cookie = "language";

    /// <summary>The words of a request.</summary>
    public static Words Of(HttpRequest request)
    {
        if (request.Cookies.TryGetValue(Cookie, out var chosen))
            return Words.Of(chosen);
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value?.Split('-')[0]);
        return wanted.Select(Words.Find).FirstOrDefault(words => words is not null) ?? Words.English;
    }
}
