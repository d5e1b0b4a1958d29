namespace Connector.Host.Cli.Asking;

/// <summary>Where a person's answers come from.</summary>
internal interface IAnswers
{
    /// <summary>Shows a question and reads one line.</summary>
    /// <param name="question">The question, with what stands between it and the answer.</param>
    /// <param name="isSecret">Whether the answer must not be seen.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The line as given.</returns>
    /// <exception cref="InputClosedException">Nothing more will come.</exception>
    Task<string> ReadAsync(string question, bool isSecret, CancellationToken cancellationToken);
}
