using System.Globalization;
using System.Text.Json;

namespace Connector.Host.Web.Dashboard.Language;

/// <summary>The dashboard's words in one language. English stands in the pages; other languages are translations of it, line by line.</summary>
internal sealed class Words
{
    private static readonly Words English = new("en", new Dictionary<string, string>());
    private static readonly Words Ukrainian = new("uk", Load("uk"));

    private readonly IReadOnlyDictionary<string, string> translated;
    private readonly NumberFormatInfo numbers;

    private Words(string language, IReadOnlyDictionary<string, string> translated)
    {
        Language = language;
        this.translated = translated;
        numbers = new NumberFormatInfo { NumberGroupSeparator = "\u00A0", NumberDecimalSeparator = language == "uk" ? "," : "." };
    }

    /// <summary>The languages there are.</summary>
    public static IReadOnlyList<Words> All { get; } = [English, Ukrainian];

    /// <summary>The language's code: <c>en</c>, <c>uk</c>.</summary>
    public string Language { get; }

    /// <summary>The language's own name.</summary>
    public string Name => Language == "uk" ? "Українська" : "English";

    /// <summary>What a list of values is separated by in spreadsheets of this language.</summary>
    public char ListSeparator => Language == "uk" ? ';' : ',';

    /// <summary>A text.</summary>
    public string this[string english] => translated.GetValueOrDefault(english, english);

    /// <summary>A text with values put in.</summary>
    public string Format(string english, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[english], values);

    /// <summary>The words of a language; English for one that is not known.</summary>
    public static Words Of(string? language) => All.FirstOrDefault(words => words.Language == language) ?? English;

    /// <summary>The words that a browser asks for.</summary>
    public static Words Of(HttpRequest request)
    {
        if (request.Cookies.TryGetValue("language", out var chosen))
            return Of(chosen);
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value?.Split('-')[0]);
        return Of(wanted.FirstOrDefault(language => All.Any(words => words.Language == language)));
    }

    /// <summary>A stock number; a dash where there is none.</summary>
    public string Number(decimal? number) => number?.ToString("#,0.###", numbers) ?? "–";

    /// <summary>A count.</summary>
    public string Count(long count) => count.ToString("#,0", numbers);

    /// <summary>A moment in this machine's time.</summary>
    public string Moment(DateTimeOffset? moment, TimeProvider time) => moment is { } at
        ? TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString(Language == "uk" ? "dd.MM.yyyy HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : this["never"];

    /// <summary>How long ago, in the largest unit that says something.</summary>
    public string Ago(DateTimeOffset? moment, TimeProvider time) => moment is null ? this["never"] : (time.GetUtcNow() - moment.Value) switch
    {
        { TotalSeconds: < 90 } age => Format("{0} s ago", Math.Max(0, (int)age.TotalSeconds)),
        { TotalMinutes: < 90 } age => Format("{0} min ago", (int)age.TotalMinutes),
        { TotalHours: < 48 } age => Format("{0} h ago", (int)age.TotalHours),
        var age => Format("{0} days ago", (int)age.TotalDays),
    };

    private static Dictionary<string, string> Load(string language)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"Dashboard.{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
