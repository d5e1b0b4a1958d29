using System.Text;
using System.Text.RegularExpressions;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration;

/// <summary>
/// Variables in a file beside the configuration, <c>connector.env</c>, in the form that systemd's <c>EnvironmentFile</c> and
/// container engines read too: <c>NAME=value</c>, <c>NAME='value'</c>. The process's own variables come first.
/// </summary>
internal sealed partial class EnvironmentFile : IEnvironment
{
    /// <summary>The file's name.</summary>
    public const string Name = "connector.env";

    private const int Largest = 1024 * 1024;

    private readonly IEnvironment process;
    private readonly ProblemList problems;
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    // Told when something is looked for in the file: a service manager that has read it needs no second reader.
    private ConfigurationProblem? unreadable;

    private EnvironmentFile(IEnvironment process, ProblemList problems)
    {
        this.process = process;
        this.problems = problems;
    }

    /// <summary>The file that belongs to a configuration.</summary>
    public static string PathOf(string configPath) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configPath))!, Name);

    /// <summary>Reads the file that belongs to a configuration, if there is one.</summary>
    /// <param name="configPath">The configuration.</param>
    /// <param name="process">What comes first.</param>
    /// <param name="problems">Takes in the file's mistakes.</param>
    public static EnvironmentFile Beside(string configPath, IEnvironment process, ProblemList problems)
    {
        var file = PathOf(configPath);
        var environment = new EnvironmentFile(process, problems);
        try
        {
            if (File.Exists(file))
                environment.Read(file, File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            environment.unreadable = new ConfigurationProblem(file, 0, LocatedPath.Root, $"the file cannot be read ({exception.Message})", "let this user read it, or have the variables set by what starts the program");
        }

        return environment;
    }

    /// <summary>A line of the file.</summary>
    public static string Line(string name, string value) =>
        Bare().IsMatch(value) ? $"{name}={value}"
        : !value.Contains('\'', StringComparison.Ordinal) ? $"{name}='{value}'"
        : $"{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <inheritdoc />
    public string? Variable(string name)
    {
        var own = process.Variable(name);
        if (own is { Length: > 0 })
            return own;
        if (unreadable is not null)
            problems.Add(unreadable);
        unreadable = null;
        return variables.GetValueOrDefault(name) ?? own;
    }

    private void Read(string file, byte[] bytes)
    {
        var number = 0;
        if (bytes.Length > Largest)
        {
            problems.Add(new ConfigurationProblem(file, 0, LocatedPath.Root, $"the file has {bytes.Length} bytes", "keep variables in it, and nothing else"));
            return;
        }

        foreach (var line in Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (Assignment().Match(line) is { Success: true } match && Value(match.Groups["value"].Value) is { } value)
                variables[match.Groups["name"].Value] = value;
            else
                problems.Add(new ConfigurationProblem(file, number, LocatedPath.Root, "this line is no variable", "write NAME=value, or NAME='value' where there are spaces or quotes"));
        }
    }

    // Null where a quote is not closed.
    private static string? Value(string written)
    {
        var value = written.Trim();
        if (value.Length == 0 || value[0] is not ('\'' or '"'))
            return value;
        if (value.Length < 2 || value[^1] != value[0])
            return null;
        var inner = value[1..^1];
        return value[0] == '\'' ? inner : Escape().Replace(inner, "$1");
    }

    [GeneratedRegex("^(export +)?(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?<value>.*)$")]
    private static partial Regex Assignment();

    [GeneratedRegex("^[A-Za-z0-9_./:@%+=,-]+$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
