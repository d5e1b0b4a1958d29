using Spectre.Console;

namespace Connector.Host.Cli.Init;

/// <summary>Answers typed at a terminal. Secrets are not echoed.</summary>
internal sealed class KeyboardAnswers(IAnsiConsole console) : IAnswers
{
    /// <inheritdoc />
    public async Task<string> ReadAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(question)).AllowEmpty();
        if (isSecret)
            prompt.Secret(mask: null);
        try
        {
            return await prompt.ShowAsync(console, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // The terminal was closed while it was read.
            throw new InputClosedException();
        }
    }
}
