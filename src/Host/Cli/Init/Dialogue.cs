using Connector.Host.Cli.Asking;
using Spectre.Console;

namespace Connector.Host.Cli.Init;

/// <summary>Questions to a person, on standard error. Every question is asked until its answer is one.</summary>
internal sealed class Dialogue(Terminal terminal, IAnswers answers)
{
    /// <summary>Says something.</summary>
    public void Say(string text) => terminal.Error.WriteLine(terminal.Words.Translate(text));

    /// <summary>Says what is wrong.</summary>
    public void Complain(string text) => terminal.WriteError(text);

    /// <summary>Asks for a line.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="fallback">What an empty answer means; <see langword="null"/> where it is no answer.</param>
    /// <param name="fault">What is wrong with an answer, or null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<string> AskAsync(string question, string? fallback, Func<string, string?> fault, CancellationToken cancellationToken)
    {
        while (true)
        {
            var asked = terminal.Words.Translate(question);
            var shown = fallback is { Length: > 0 } ? $"{asked} [{fallback}]:" : $"{asked}:";
            var answer = (await answers.ReadAsync(shown, isSecret: false, cancellationToken).ConfigureAwait(false)).Trim();
            if (answer.Length == 0 && fallback is not null)
                return fallback;
            if (answer.Length == 0)
                Complain("An answer is needed here.");
            else if (fault(answer) is { } wrong)
                Complain(wrong);
            else
                return answer;
        }
    }

    /// <summary>Asks for a secret. From then on it is hidden wherever it would be shown.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<string> AskSecretAsync(string question, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = (await answers.ReadAsync(terminal.Words.Phrase($"{terminal.Words.Translate(question)} (not shown):"), isSecret: true, cancellationToken).ConfigureAwait(false)).Trim();
            // What names a variable or a file is no secret itself.
            if (!answer.Contains("${", StringComparison.Ordinal))
                terminal.Redactor.Add([answer]);
            if (answer.Length > 0)
                return answer;
            Complain("An answer is needed here.");
        }
    }

    /// <summary>Asks for yes or no.</summary>
    public async Task<bool> ConfirmAsync(string question, bool fallback, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(question, fallback ? "yes" : "no", text => Truth(text) is null ? "Answer yes or no." : null, cancellationToken).ConfigureAwait(false);
        return Truth(answer)!.Value;
    }

    /// <summary>Asks for one of several, by number or by name.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="choices">The names, with what is to be said of each.</param>
    /// <param name="fallback">What an empty answer means.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<string> ChooseAsync(string question, IReadOnlyList<(string Name, string About)> choices, string? fallback, CancellationToken cancellationToken)
    {
        for (var i = 0; i < choices.Count; i++)
            terminal.Error.WriteLine($"  {i + 1}  {choices[i].Name}{(choices[i].About.Length > 0 ? $"  {terminal.Words.Translate(choices[i].About)}" : "")}");
        var answer = await AskAsync(
            question,
            fallback,
            text => Find(text) is null ? $"Answer with a number from 1 to {choices.Count}, or a name from the list." : null,
            cancellationToken).ConfigureAwait(false);
        return Find(answer)!;

        string? Find(string text) =>
            int.TryParse(text, out var number) && number >= 1 && number <= choices.Count
                ? choices[number - 1].Name
                : choices.Select(choice => choice.Name).FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What a word for yes or no says; null for another word.</summary>
    public static bool? Truth(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "Y" or "TRUE" or "ТАК" or "Т" => true,
        "NO" or "N" or "FALSE" or "НІ" or "Н" => false,
        _ => null,
    };
}
