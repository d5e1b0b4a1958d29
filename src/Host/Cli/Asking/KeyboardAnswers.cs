using Spectre.Console;

namespace Connector.Host.Cli.Asking;

/// <summary>Answers typed at a terminal. Secrets are not echoed.</summary>
internal sealed class KeyboardAnswers(Terminal terminal) : IAnswers
{
    /// <inheritdoc />
    public async Task<string> ReadAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(terminal.Redactor.Redact(question))).AllowEmpty();
        if (isSecret)
            prompt.Secret(mask: null);
        try
        {
            return await prompt.ShowAsync(terminal.Keyboard(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // The terminal was closed while it was read.
            throw new InputClosedException();
        }
    }
}
