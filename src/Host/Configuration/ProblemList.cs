using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration;

/// <summary>Gathers mistakes. The same mistake met twice (defaults are read for every store) counts once.</summary>
internal sealed class ProblemList
{
    private readonly HashSet<ConfigurationProblem> problems = [];

    /// <summary>How many different mistakes there are.</summary>
    public int Count => problems.Count;

    /// <summary>The mistakes by file, line and path.</summary>
    public IReadOnlyList<ConfigurationProblem> Sorted() =>
    [
        .. problems
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Path, StringComparer.Ordinal)
            .ThenBy(problem => problem.Fault, StringComparer.Ordinal),
    ];

    /// <summary>Adds a mistake.</summary>
    public void Add(ConfigurationProblem problem) => problems.Add(problem);

    /// <summary>Adds a mistake at a value.</summary>
    public void Add(LocatedNode node, string fault, string cure) =>
        Add(new ConfigurationProblem(node.File, node.Line, node.Path, fault, cure));

    /// <summary>Throws if there are mistakes.</summary>
    /// <exception cref="ConfigurationException">There are.</exception>
    public void ThrowIfAny()
    {
        if (Count > 0)
            throw new ConfigurationException(Sorted());
    }
}
