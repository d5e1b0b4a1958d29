using Spectre.Console;

namespace Connector.Host.Cli.Asking;

/// <summary>Answers from a pipe or a file: one line for each question, none of them shown.</summary>
internal sealed class LineAnswers(IAnsiConsole console, TextReader reader) : IAnswers
{
    /// <inheritdoc />
    public async Task<string> ReadAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        console.WriteLine(question);
        // A pipe cannot be asked to stop waiting; the waiting for it can.
        var line = await Task.Run(reader.ReadLine, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return line ?? throw new InputClosedException();
    }
}
