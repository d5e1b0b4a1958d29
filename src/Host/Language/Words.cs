using System.Globalization;
using System.Text.Json;

namespace Connector.Host.Language;

/// <summary>
/// What persons are told in one language. English stands in the code; other languages are translations of it, text by text, in
/// files of their own. What the engine, adapters and shops say arrives as a finished English text and is translated by
/// <see cref="Translate"/>; what has no translation stays English.
/// </summary>
internal sealed class Words
{
    private static readonly Lazy<Words> Ukrainian = new(() => new Words("uk", "shops", "sites", "engine", "host", "commands", "dashboard"));

    private readonly IReadOnlyDictionary<string, string> translated;
    private readonly Lazy<MessageTranslator>? messages;
    private readonly NumberFormatInfo numbers;

    private Words(string language, params string[] files)
    {
        Language = language;
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var (english, text) in Load(language, file))
                all[english] = text;
        }

        translated = all;
        messages = all.Count == 0 ? null : new Lazy<MessageTranslator>(() => new MessageTranslator(all));
        numbers = new NumberFormatInfo { NumberGroupSeparator = "\u00A0", NumberDecimalSeparator = language == "uk" ? "," : "." };
    }

    /// <summary>English, as it stands in the code.</summary>
    public static Words English { get; } = new("en");

    /// <summary>The languages there are.</summary>
    public static IReadOnlyList<Words> All => [English, Ukrainian.Value];

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

    /// <summary>A text with values put in, as it stands in the code: <c>$"{count} offers"</c>. Values are taken as they are.</summary>
    public string Phrase(FormattableString english) => Format(english.Format, english.GetArguments());

    /// <summary>A finished English text, as the engine, an adapter or a command gives it.</summary>
    public string Translate(string? english) => string.IsNullOrEmpty(english) ? "" : messages?.Value.Translate(english) ?? english;

    /// <summary>The words of a language; English for one that is not known.</summary>
    public static Words Of(string? language) => Find(language) ?? English;

    /// <summary>The words of a language; <see langword="null"/> for one that is not known.</summary>
    public static Words? Find(string? language) => language switch
    {
        "en" => English,
        "uk" => Ukrainian.Value,
        _ => null,
    };

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

    private static Dictionary<string, string> Load(string language, string file)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"Language.{language}/{file}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
