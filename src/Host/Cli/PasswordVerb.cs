using System.CommandLine;
using Connector.Host.Cli.Asking;
using Connector.Host.Web.SignIn;

namespace Connector.Host.Cli;

/// <summary><c>password [--remove]</c>: sets the dashboard's password, asked for twice on a terminal or read from standard input.</summary>
internal sealed class PasswordVerb : IVerb
{
    private readonly Option<bool> remove = new("--remove") { Description = "Take the password away: nobody can sign in any more." };

    public Command Define() => new("password", "Sets the dashboard's password. It is kept hashed in the state folder.") { remove };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = new PasswordFile(context.LoadConfiguration(setsPassword: true).StateFolder);
        if (parsed.GetValue(remove))
        {
            file.Set(null);
            context.Terminal.Say($"The password is taken away. The dashboard can be used from this machine only; who was signed in is signed out.");
            return ExitCode.Done;
        }

        var password = await AskAsync(context.Terminal, cancellationToken).ConfigureAwait(false);
        if (password.Length < PasswordFile.Shortest)
            throw new UsageException($"The password has {password.Length} letters; {PasswordFile.Shortest} at least are needed. Nothing was changed.");
        file.Set(password);
        context.Terminal.Say($"The password is set, for a running service too. Who was signed in with another one is signed out.");
        return ExitCode.Done;
    }

    private static async Task<string> AskAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        if (terminal.PipedInput is { } piped)
            return (await piped.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? "").TrimEnd('\r');
        var answers = terminal.Answers ?? throw new UsageException("The password is asked for on standard error, which is no terminal here. Run it without a redirection, or give the password on standard input.");
        try
        {
            var first = await answers.ReadAsync(terminal.Words["New password (not shown):"], isSecret: true, cancellationToken).ConfigureAwait(false);
            var again = await answers.ReadAsync(terminal.Words["Once more:"], isSecret: true, cancellationToken).ConfigureAwait(false);
            return first == again ? first : throw new UsageException("The two were not the same. Nothing was changed.");
        }
        catch (InputClosedException exception)
        {
            throw new UsageException($"{exception.Message} Nothing was changed.");
        }
    }
}
