using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using Connector.Host.Language;

namespace Connector.Host.Cli;

/// <summary>The help of a verb, with the library's own words in the language that is spoken: headings, and what stands in brackets.</summary>
internal sealed class TranslatedHelp(HelpAction help, Words words) : SynchronousCommandLineAction
{
    /// <summary>The library's words that help consists of, besides the descriptions.</summary>
    public static IReadOnlyList<string> Frame { get; } = ["Description:", "Usage:", "Arguments:", "Options:", "Commands:", "[command]", "[options]", "[default: ", "(REQUIRED)"];

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var shown = new StringWriter();
        parseResult.InvocationConfiguration.Output = shown;
        var code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(Translate(shown.ToString()));
        return code;
    }

    // A heading stands alone in its line; the rest stands among names and descriptions.
    private string Translate(string text)
    {
        var translated = new StringBuilder(text.Length);
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            var told = line;
            foreach (var word in Frame)
            {
                if (word[^1] != ':' || line == word)
                    told = told.Replace(word, words[word], StringComparison.Ordinal);
            }

            translated.AppendLine(told);
        }

        return translated.ToString();
    }
}
