using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Json.Nodes;
using Connector.Core.Ledger;
using Connector.Core.Ledger.Backups;
using Connector.Host.Cli.Init;
using Connector.Host.Configuration;
using Connector.Host.Language;
using Connector.Host.Service;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary>The <c>connector</c> program: its verbs, and what becomes of what they throw.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">Verb and options.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="stop">Stops it, as Ctrl+C does.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken stop = default)
    {
        terminal.Speak(TerminalLanguage.OfSystem());
        if (TerminalLanguage.Chosen(arguments) is { } chosen)
            terminal.Speak(chosen, isChoice: true);
        var options = new CommonOptions();
        var root = new RootCommand("Keeps the stock of online stores equal to keyCRM.");
        options.AddTo(root);
        IVerb[] verbs =
        [
            new DemoVerb(), new InitVerb(), new CheckVerb(), new PlanVerb(), new SyncVerb(), new RunVerb(), new StatusVerb(), new ReportVerb(),
            new HistoryVerb(), new ApproveVerb(), new RejectVerb(), new UndoVerb(), new AdaptersVerb(), new SchemaVerb(), new ReceiverTestVerb(), new AlertTestVerb(),
            new BackupVerb(), new RestoreVerb(), new PasswordVerb(),
        ];
        foreach (var verb in verbs)
        {
            var command = verb.Define();
            command.SetAction((parsed, token) => RunVerbAsync(verb, parsed, options, terminal, token));
            root.Subcommands.Add(command);
        }

        Translate(root, terminal.Words);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 || arguments.Length == 0)
        {
            foreach (var error in parsed.Errors)
                terminal.WriteError(error.Message);
            if (parsed.CommandResult.Command == root && parsed.UnmatchedTokens is [var unknown, ..] && NearestName.Find(unknown, root.Subcommands.Select(command => command.Name)) is { } near)
                terminal.Error.Say(terminal.Words, $"Did you mean “{near}”?");
            terminal.Error.Say(terminal.Words, $"`connector --help` lists the verbs, `connector VERB --help` their options.");
            return ExitCode.Usage;
        }

        // Ctrl+C and SIGTERM cancel the verb, which then has this long to end by itself.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.PlainOut,
            Error = terminal.PlainError,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = ConnectorService.MostToStop,
        }, stop).ConfigureAwait(false);
    }

    private static void Translate(Command command, Words words)
    {
        command.Description = words.Translate(command.Description);
        foreach (var symbol in command.Options.Cast<Symbol>().Concat(command.Arguments))
            symbol.Description = words.Translate(symbol.Description);
        foreach (var help in command.Options.OfType<HelpOption>())
            help.Action = new TranslatedHelp((HelpAction)help.Action!, words);
        foreach (var verb in command.Subcommands)
            Translate(verb, words);
    }

    private static async Task<int> RunVerbAsync(IVerb verb, ParseResult parsed, CommonOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        using var context = CommandContext.Of(parsed, options, terminal);
        try
        {
            return await verb.RunAsync(context, parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (ConfigurationException exception)
        {
            return Fail(context, exception);
        }
        catch (UsageException exception)
        {
            return Fail(context, ExitCode.Usage, exception.Message);
        }
        catch (Exception exception) when (exception is LedgerException or BackupException)
        {
            return Fail(context, ExitCode.Unexpected, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(context, ExitCode.Unexpected, "Stopped. What was written stays written; the next sync does the rest.");
        }
        catch (Exception exception)
        {
            return Fail(context, ExitCode.Unexpected, $"Unexpected failure, please report it: {exception}");
        }
    }

    private static int Fail(CommandContext context, ConfigurationException exception)
    {
        // A line for each mistake: its place is no text, so what is wrong and what would be right are translated by themselves.
        var words = context.Terminal.Words;
        var told = new ConfigurationException([.. exception.Problems.Select(problem => problem with { Fault = words.Translate(problem.Fault), Cure = words.Translate(problem.Cure) })]);
        context.Terminal.WriteError(told.Message);
        WriteJson(context, exception.Message, exception.Problems);
        return ExitCode.Usage;
    }

    private static int Fail(CommandContext context, int code, string message)
    {
        context.Terminal.WriteError(message);
        WriteJson(context, message, null);
        return code;
    }

    private static void WriteJson(CommandContext context, string message, IReadOnlyList<ConfigurationProblem>? problems)
    {
        if (context.Json)
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["ok"] = false,
                ["error"] = message,
                ["problems"] = problems is null ? null : new JsonArray([.. problems.Select(problem => new JsonObject
                {
                    ["file"] = problem.File,
                    ["line"] = problem.Line,
                    ["path"] = problem.Path,
                    ["fault"] = problem.Fault,
                    ["cure"] = problem.Cure,
                })]),
            });
        }
    }
}
