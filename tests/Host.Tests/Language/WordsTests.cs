using System.Text.Json;
using System.Text.RegularExpressions;
using Connector.Host.Cli;
using Connector.Host.Language;

namespace Connector.Host.Tests.Language;

/// <summary>The languages say the same, and each says everything.</summary>
public sealed partial class WordsTests
{
    private static readonly Words Ukrainian = Words.Of("uk");

    // Of features that are not used: files and folders as arguments, arguments for another program, the library's own suggestions and last resort.
    private static readonly string[] NeverSaid = ["does not exist", "not allowed in a", "dditional", "being run", "Unhandled exception", "was not matched"];

    private static IEnumerable<(string File, string English, string Ukrainian)> Translations =>
        Directory.EnumerateFiles(Path.Combine(SourceTexts.Root, "src", "Host", "Language", "uk"), "*.json")
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Select(pair => (Path.GetFileName(file), pair.Key, pair.Value)));

    [Fact]
    public void Every_text_of_commands_and_pages_is_translated()
    {
        var texts = SourceTexts.LookedUp();
        texts.Count.ShouldBeGreaterThan(200);
        var known = Translations.Select(one => one.English).ToHashSet();
        texts.Where(text => !known.Contains(text)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_message_of_engine_adapters_and_commands_is_recognised_and_translated()
    {
        var texts = SourceTexts.Told();
        texts.Count.ShouldBeGreaterThan(550);
        texts.Where(text => !Cyrillic().IsMatch(Ukrainian.Translate(Finished(text)))).ShouldBeEmpty();
    }

    // Engine, adapters and shops speak English, and may say anything: what they say goes through the page's Safe.
    [Fact]
    public void Pages_show_what_was_said_translated_and_without_secrets()
    {
        var pages = SourceTexts.Files("src/Host/Web", "*.razor").ToList();
        pages.Count.ShouldBeGreaterThan(15);
        pages.SelectMany(file => Said().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")).ShouldBeEmpty();
    }

    // What the command line's library says; a new version of it may say more.
    [Fact]
    public void Every_word_of_the_command_lines_library_is_translated()
    {
        var library = typeof(System.CommandLine.Command).Assembly;
        var resources = library.GetManifestResourceNames().Single(name => name.EndsWith(".resources", StringComparison.Ordinal));
        using var reader = new System.Resources.ResourceReader(library.GetManifestResourceStream(resources)!);
        var texts = reader.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Value!).ToList();
        texts.Count.ShouldBeGreaterThan(20);
        var known = Translations.Select(one => one.English).Concat(TranslatedHelp.Frame).ToHashSet();
        texts.Where(text => !known.Contains(text) && !known.Contains($"[{text}: ") && !NeverSaid.Any(text.Contains)).ShouldBeEmpty();
        TranslatedHelp.Frame.ShouldAllBe(word => Ukrainian[word] != word);
    }

    [Fact]
    public void Translations_put_the_same_values_in()
    {
        foreach (var (file, english, ukrainian) in Translations)
        {
            ukrainian.ShouldNotBeNullOrWhiteSpace($"{file}: {english}");
            Holes(ukrainian).ShouldBe(Holes(english), $"{file}: {english}");
        }
    }

    [Theory]
    [InlineData("en", "1 234.5", "5 min ago")]
    [InlineData("uk", "1 234,5", "5 хв тому")]
    [InlineData("xx", "1 234.5", "5 min ago")]
    public void Numbers_and_times_are_those_of_the_language(string language, string number, string ago)
    {
        var words = Words.Of(language);
        words.Number(1234.5m).Replace('\u00A0', ' ').ShouldBe(number);
        words.Ago(TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System).ShouldBe(ago);
    }

    // As it arrives: with something in the holes.
    private static string Finished(string template) =>
        SourceTexts.Hole().Replace(template, "7").Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    private static List<string> Holes(string text) => [.. SourceTexts.Hole().Matches(text).Select(match => match.Value).Distinct().Order()];

    [GeneratedRegex(@"@\(?(?:\w+[.!?]+)+(?:Reason|Message|Error|Failure|Summary|Title|Text|HeldBecause)\b(?! =)")]
    private static partial Regex Said();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();
}
