using System.Text.Json;
using Connector.Host.Cli;
using Connector.Testing;

namespace Connector.Host.Tests.Cli;

/// <summary>Commands speak the language that was chosen; programs get the same as ever.</summary>
public sealed class LanguageTests : IDisposable
{
    private const string Mistaken = """{ "accounts": { "main": { "apiKey": "abc-0123456789", "bufer": 1 } }, "stores": {} }""";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("en", "error: The configuration has a mistake:", "unknown key; known are apiKey")]
    [InlineData("uk", "помилка: У налаштуваннях помилка:", "невідомий ключ; відомі: apiKey")]
    public async Task What_is_wrong_is_told_in_the_language_that_the_command_line_names(string language, params string[] said)
    {
        var (code, _, error) = await RunAsync(Mistaken, "check", "--language", language);
        code.ShouldBe(ExitCode.Usage);
        foreach (var text in said)
            error.ShouldContain(text);
        error.ShouldContain($"{folder.PathOf("adapters.json")}:1: accounts.main.bufer: ", Case.Sensitive, "the place is the same in every language");
    }

    [Fact]
    public async Task Documents_for_programs_are_the_same_in_every_language()
    {
        var (_, english, _) = await RunAsync(Mistaken, "check", "--json", "--language", "en");
        var (_, ukrainian, _) = await RunAsync(Mistaken, "check", "--json", "--language=uk");
        ukrainian.ShouldBe(english);
        JsonDocument.Parse(english).RootElement.GetProperty("problems")[0].GetProperty("fault").GetString().ShouldBe("unknown key");
    }

    [Fact]
    public async Task The_configuration_chooses_where_the_command_line_does_not()
    {
        var configuration = """{ "accounts": { "main": { "apiKey": "abc-0123456789" } }, "stores": {}, "language": "uk" }""";
        (await RunAsync(configuration, "reject", "nobody")).Error.ShouldContain("Магазину «nobody» немає");
        (await RunAsync(configuration, "reject", "nobody", "--language", "en")).Error.ShouldContain("There is no store “nobody”");
    }

    [Fact]
    public async Task Help_is_in_the_language_and_a_language_that_is_not_there_is_refused()
    {
        var (code, _, error) = await RunAsync(Mistaken, "check", "--language", "tlh");
        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain("'tlh'");
        foreach (var language in (string[])["en", "uk"])
            (await RunAsync(Mistaken, "--language", language, "aprove")).Error.ShouldContain(language == "uk" ? "Невідома команда" : "Unrecognized command");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("report", "--help")]
    [InlineData("history", "-h")]
    [InlineData("demo", "-?")]
    public async Task Help_has_the_same_lines_in_every_language_and_no_heading_stays_English(params string[] arguments)
    {
        var (code, english, _) = await RunAsync(Mistaken, [.. arguments, "--language", "en"]);
        code.ShouldBe(0);
        var (_, ukrainian, _) = await RunAsync(Mistaken, [.. arguments, "--language", "uk"]);
        english.Split('\n').ShouldContain("Options:");
        foreach (var word in TranslatedHelp.Frame)
            ukrainian.ShouldNotContain(word);
        ukrainian.ShouldNotContain("Show ");
        ukrainian.TrimEnd().Split('\n').Length.ShouldBe(english.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("en", "Did you mean “approve”?", "aprove")]
    [InlineData("uk", "Може, «approve»?", "aprove")]
    [InlineData("uk", "бракує обов'язкового аргументу «SKU»", "history")]
    [InlineData("uk", "Значення «soon» параметра «--log-level» не підходить", "status", "--log-level", "soon")]
    public async Task What_is_wrong_with_a_command_line_is_said_in_the_language(string language, string told, params string[] arguments) =>
        (await RunAsync(Mistaken, [.. arguments, "--language", language])).Error.ShouldContain(told);

    [Fact]
    public async Task A_language_that_is_not_there_is_a_mistake_in_the_configuration_too()
    {
        var configuration = """{ "accounts": { "main": { "apiKey": "abc-0123456789" } }, "stores": {}, "language": "de" }""";
        (await RunAsync(configuration, "check")).Error.ShouldContain("adapters.json:1: language: ");
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string configuration, params string[] arguments)
    {
        await File.WriteAllTextAsync(folder.PathOf("adapters.json"), configuration, TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code;
        using (var terminal = new Terminal(output, isOutputPiped: true, error, isErrorPiped: true))
            code = await CommandLine.RunAsync([.. arguments, "--config", folder.PathOf("adapters.json")], terminal);
        return (code, output.ToString(), error.ToString());
    }
}
