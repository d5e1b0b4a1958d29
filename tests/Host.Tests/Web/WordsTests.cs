using System.Text.Json;
using System.Text.RegularExpressions;
using Connector.Host.Web.Dashboard.Language;

namespace Connector.Host.Tests.Web;

/// <summary>The dashboard's languages say the same.</summary>
public sealed partial class WordsTests
{
    private static readonly string Source = Path.Combine(Root(), "src", "Host", "Web");

    private static Dictionary<string, string> Ukrainian =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Source, "Dashboard", "Language", "uk.json")))!;

    [Fact]
    public void Every_text_of_a_page_is_translated()
    {
        var pages = Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories).Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal));
        var texts = pages.SelectMany(file => Used().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        texts.Count.ShouldBeGreaterThan(90);
        texts.Where(text => !Ukrainian.ContainsKey(text)).ShouldBeEmpty();
    }

    [Fact]
    public void Translations_put_the_same_values_in()
    {
        foreach (var (english, ukrainian) in Ukrainian)
        {
            ukrainian.ShouldNotBeNullOrWhiteSpace(english);
            Value().Matches(ukrainian).Select(match => match.Value).Order().ShouldBe(Value().Matches(english).Select(match => match.Value).Order(), english);
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

    // W["…"], words["…"], W.Format("…", and the texts of a conditional inside them.
    [GeneratedRegex("""(?:\bW|words)(?:\[|\.Format\()(?:[^"\]]*\? )?"([^"]+)"(?=\]|,| :|\))""")]
    private static partial Regex Used();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Value();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Connector.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
