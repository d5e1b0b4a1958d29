using Spectre.Console;

namespace Connector.Host.Cli.Asking;

/// <summary>Answers typed at a terminal. Secrets are not echoed.</summary>
internal sealed class KeyboardAnswers(Terminal terminal) : IAnswers
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task<string> ReadAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        StopEcho();
        var prompt = new TextPrompt<string>(Markup.Escape(terminal.Redactor.Redact(question))).AllowEmpty();
        if (isSecret)
            prompt.Secret(mask: null);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(end);
        try
        {
            return await prompt.ShowAsync(new TypedConsole(terminal.Keyboard()), end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InputClosedException();
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // The terminal was closed while it was read.
            throw new InputClosedException();
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    // The runtime takes the echo away when it first looks for keys, and does not give it back: before a question is seen, so that a key that is pasted
    // at once is not seen either.
    private static void StopEcho()
    {
        try
        {
            _ = Console.KeyAvailable;
        }
        catch (InvalidOperationException)
        {
            // No keyboard: the prompt says so.
        }
    }

    // Whoever ignores SIGHUP (nohup, a service manager) is not told that the window is gone, and would wait for keys for ever.
    private static async Task WatchAsync(CancellationTokenSource end)
    {
        if (!HasTerminal())
            return;
        while (HasTerminal())
        {
            await Task.Delay(Look, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCancellationRequested)
                return;
        }

        await end.CancelAsync().ConfigureAwait(false);
    }

    private static bool HasTerminal()
    {
        if (OperatingSystem.IsWindows())
            return false;
        try
        {
            using var controlling = File.OpenHandle("/dev/tty");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
