using System.CommandLine;
using Connector.Host.Logging;

namespace Connector.Host.Cli;

/// <summary>The options that every verb has.</summary>
internal sealed class CommonOptions
{
    /// <summary>Where the configuration is when nothing is said.</summary>
    public const string DefaultConfig = "adapters.json";

    /// <summary><c>--config</c></summary>
    public Option<string> Config { get; } = new("--config", "-c")
    {
        Description = "The configuration file.",
        DefaultValueFactory = _ => DefaultConfig,
        Recursive = true,
    };

    /// <summary><c>--json</c></summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print exactly one JSON document on standard output.",
        Recursive = true,
    };

    /// <summary><c>--log-level</c></summary>
    public Option<LogLevel> LogLevel { get; } = new("--log-level")
    {
        Description = "The least important log lines to show on standard error: trace, debug, information, warning, error, critical, none.",
        DefaultValueFactory = _ => Microsoft.Extensions.Logging.LogLevel.Error,
        Recursive = true,
    };

    /// <summary><c>--log-format</c></summary>
    public Option<LogFormat> LogFormat { get; } = new("--log-format")
    {
        Description = "How log lines look: text for persons, json (one document a line) for programs.",
        DefaultValueFactory = _ => Logging.LogFormat.Text,
        Recursive = true,
    };

    /// <summary>The long name of <see cref="Language"/>.</summary>
    public const string LanguageName = "--language";

    /// <summary><c>--language</c></summary>
    public Option<string> Language { get; } = new Option<string>(LanguageName)
    {
        Description = "The language of what is said: en or uk. Otherwise CONNECTOR_LANGUAGE, the configuration or the system decides.",
        Recursive = true,
    }.AcceptOnlyFromAmong("en", "uk");

    /// <summary>Adds them to the root command.</summary>
    public void AddTo(RootCommand root)
    {
        root.Options.Add(Config);
        root.Options.Add(Json);
        root.Options.Add(LogLevel);
        root.Options.Add(LogFormat);
        root.Options.Add(Language);
    }
}
