namespace Connector.Host.Configuration;

/// <summary>The configuration has mistakes: all of them, in the order of files and lines.</summary>
internal sealed class ConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
    : Exception(Describe(problems))
{
    /// <summary>Every mistake, by file and line. Never empty.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = problems;

    private static string Describe(IReadOnlyList<ConfigurationProblem> problems) =>
        $"The configuration has {(problems.Count == 1 ? "a mistake" : $"{problems.Count} mistakes")}:{Environment.NewLine}"
        + string.Join(Environment.NewLine, problems);
}
