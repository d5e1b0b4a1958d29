using Connector.Host.Configuration.Binding;
using Connector.Host.Plugins;

namespace Connector.Host.Cli.Init;

/// <summary>Asks for the options of one store's adapter, until they can be bound.</summary>
internal sealed class OptionQuestions(Dialogue dialogue, StoreTrial trial)
{
    /// <summary>Asks: what must be given first, then what the adapter's own check finds missing, then what is wanted besides.</summary>
    /// <param name="store">The store so far; answers it has already are asked for again.</param>
    /// <param name="plugin">Its adapter.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The store with options that bind, and the options bound.</returns>
    public async Task<(StoreDraft Store, object Options)> AskAsync(StoreDraft store, Plugin plugin, CancellationToken cancellationToken)
    {
        var known = OptionDescriptions.Of(plugin.Factory.OptionsType).Where(OptionReading.IsSimple).ToList();
        var answers = new Dictionary<string, OptionAnswer>(StringComparer.Ordinal);
        foreach (var option in known.Where(option => option.IsRequired || store.Options.ContainsKey(option.Name)))
            answers[option.Name] = await AskAsync(option, cancellationToken).ConfigureAwait(false);
        var (draft, _) = await BindAsync(store, plugin, known, answers, cancellationToken).ConfigureAwait(false);

        var further = known.Where(option => !answers.ContainsKey(option.Name)).ToList();
        foreach (var option in await FurtherAsync(further, cancellationToken).ConfigureAwait(false))
            answers[option.Name] = await AskAsync(option, cancellationToken).ConfigureAwait(false);
        return await BindAsync(draft, plugin, known, answers, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(StoreDraft Store, object Options)> BindAsync(
        StoreDraft store, Plugin plugin, List<OptionDescription> known, Dictionary<string, OptionAnswer> answers, CancellationToken cancellationToken)
    {
        while (true)
        {
            var draft = store with { Options = new Dictionary<string, OptionAnswer>(answers) };
            var (options, problems) = trial.Bind(draft, plugin);
            if (options is not null)
                return (draft, options);
            var missing = known.Where(option => problems.Any(problem => problem.Path == option.Name)).ToList();
            // An option that was not asked for yet is asked for, without blame.
            foreach (var problem in problems.Where(problem => answers.ContainsKey(problem.Path) || missing.All(option => option.Name != problem.Path)))
                dialogue.Complain($"{problem.Path}: {problem.Fault}{(problem.Cure.Length > 0 ? $"; {problem.Cure}" : "")}");
            foreach (var option in missing.Count > 0 ? missing : [.. known.Where(option => answers.ContainsKey(option.Name))])
                answers[option.Name] = await AskAsync(option, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<OptionAnswer> AskAsync(OptionDescription option, CancellationToken cancellationToken)
    {
        if (option.Description is { } about)
            dialogue.Say($"{option.Name}: {about}");
        if (option.Choices.Count > 0)
        {
            var chosen = await dialogue.ChooseAsync(option.Name, [.. option.Choices.Select(choice => (choice, ""))], option.Default, cancellationToken).ConfigureAwait(false);
            return new OptionAnswer(OptionReading.Value(option, chosen), IsSecret: false);
        }

        var line = option.IsSecret
            ? await dialogue.AskSecretAsync(option.Name, cancellationToken).ConfigureAwait(false)
            : await dialogue.AskAsync(option.Name, option.Default, text => OptionReading.Fault(option, text), cancellationToken).ConfigureAwait(false);
        return new OptionAnswer(OptionReading.Value(option, line), option.IsSecret);
    }

    private async Task<IEnumerable<OptionDescription>> FurtherAsync(List<OptionDescription> further, CancellationToken cancellationToken)
    {
        if (further.Count == 0)
            return [];
        dialogue.Say($"Further options: {string.Join(", ", further.Select(option => option.Default is { Length: > 0 } value ? $"{option.Name} ({value})" : option.Name))}.");
        var answer = await dialogue.AskAsync(
            "Those you want to set, with commas",
            "none",
            text => Names(text).FirstOrDefault(name => further.All(option => option.Name != name)) is { } unknown ? $"There is no option “{unknown}”." : null,
            cancellationToken).ConfigureAwait(false);
        return answer == "none" ? [] : further.Where(option => Names(answer).Contains(option.Name, StringComparer.Ordinal));
    }

    private static string[] Names(string text) =>
        text == "none" ? [] : text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
