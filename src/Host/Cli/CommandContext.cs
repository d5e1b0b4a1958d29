using System.CommandLine;
using Connector.Host.Configuration;
using Connector.Host.Language;
using Connector.Host.Logging;
using Connector.Host.Runtime;

namespace Connector.Host.Cli;

/// <summary>What a verb is run with.</summary>
internal sealed class CommandContext : IDisposable
{
    /// <summary>A context of one command line.</summary>
    public CommandContext(Terminal terminal, string configPath, bool json, LogLevel logLevel, LogFormat logFormat = LogFormat.Text)
    {
        Terminal = terminal;
        ConfigPath = configPath;
        Json = json;
        Loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(logLevel)
            .AddProvider(new TerminalLoggerProvider(terminal, logFormat, Time)));
    }

    /// <summary>Where the verb writes.</summary>
    public Terminal Terminal { get; }

    /// <summary>The configuration file.</summary>
    public string ConfigPath { get; }

    /// <summary>Whether the result is wanted as JSON.</summary>
    public bool Json { get; }

    /// <summary>Makes loggers.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>A context of a parsed command line.</summary>
    public static CommandContext Of(ParseResult parsed, CommonOptions options, Terminal terminal) =>
        new(terminal, parsed.GetValue(options.Config)!, parsed.GetValue(options.Json), parsed.GetValue(options.LogLevel), parsed.GetValue(options.LogFormat));

    /// <summary>Reads the configuration; nothing that it names is opened. No secret of it is shown from now on.</summary>
    /// <exception cref="ConfigurationException">There are mistakes.</exception>
    /// <param name="setsPassword">Whether the command sets the password without which the configuration may be refused.</param>
    public ConnectorConfiguration LoadConfiguration(bool setsPassword = false)
    {
        var environment = new ProcessEnvironment();
        var loader = setsPassword ? new ConfigurationLoader(environment) { HasPassword = _ => true } : new ConfigurationLoader(environment);
        var configuration = loader.Load(ConfigPath);
        Terminal.Redactor.Add(configuration.Secrets.Values);
        if (Words.Find(configuration.Language) is { } words)
            Terminal.Speak(words);
        return configuration;
    }

    /// <summary>Loads everything that the configuration names.</summary>
    /// <exception cref="ConfigurationException">There are mistakes.</exception>
    public async Task<ConnectorSession> OpenSessionAsync()
    {
        var session = await ConnectorSession.OpenAsync(ConfigPath, Terminal.Redactor, Loggers, Time).ConfigureAwait(false);
        if (Words.Find(session.Configuration.Language) is { } words)
            Terminal.Speak(words);
        return session;
    }

    /// <summary>The stores that were named, or all enabled ones.</summary>
    /// <exception cref="UsageException">A name is unknown, or its store is disabled.</exception>
    public static IReadOnlyList<OpenStore> Select(ConnectorSession session, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
            return session.Stores;
        var selected = new List<OpenStore>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (session.Stores.FirstOrDefault(store => store.Configuration.Id.Value == name) is { } store)
            {
                selected.Add(store);
                continue;
            }

            var configured = session.Configuration.Stores.Select(known => known.Id.Value).ToList();
            throw new UsageException(configured.Contains(name)
                ? $"The store “{name}” is disabled: set \"enabled\": true in its configuration."
                : $"There is no store “{name}”: {NearestName.Cure(name, configured)}");
        }

        return selected;
    }

    /// <inheritdoc />
    public void Dispose() => Loggers.Dispose();
}
