using System.Globalization;
using Connector.Host.Language;

namespace Connector.Host.Cli;

/// <summary>
/// The language that commands speak: what the command line says, else <c>CONNECTOR_LANGUAGE</c>, else the configuration's
/// <c>language</c>, else the system's.
/// </summary>
internal static class TerminalLanguage
{
    /// <summary>The variable.</summary>
    public const string Variable = "CONNECTOR_LANGUAGE";

    /// <summary>What a person chose for this command; <see langword="null"/> if nothing.</summary>
    /// <param name="arguments">The command line: nothing of it is understood yet when its own help must be in the right language.</param>
    public static Words? Chosen(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == CommonOptions.LanguageName && i + 1 < arguments.Count)
                return Words.Find(arguments[i + 1]);
            if (arguments[i].StartsWith(CommonOptions.LanguageName + "=", StringComparison.Ordinal))
                return Words.Find(arguments[i][(CommonOptions.LanguageName.Length + 1)..]);
        }

        return Words.Find(Environment.GetEnvironmentVariable(Variable));
    }

    /// <summary>What the system speaks.</summary>
    public static Words OfSystem() => Words.Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
