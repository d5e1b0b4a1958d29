using System.Text;
using Connector.Host.Configuration;

namespace Connector.Host.Tests.Configuration;

/// <summary>A folder with configuration files, and the variables they name.</summary>
internal sealed class ConfigurationFolder : IEnvironment, IDisposable
{
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    public string Root { get; } = Directory.CreateTempSubdirectory("configuration-").FullName;

    public string Main => At("adapters.json");

    public string At(string file) => Path.Combine(Root, file);

    public ConfigurationFolder Set(string name, string value)
    {
        variables[name] = value;
        return this;
    }

    public ConfigurationFolder Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public ConfigurationFolder Write(string file, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.WriteAllBytes(At(file), bytes);
        return this;
    }

    public ConfigurationFolder WriteMain(string text) => Write("adapters.json", text);

    public ConnectorConfiguration Load() => new ConfigurationLoader(this).Load(Main);

    /// <summary>The mistakes; none for a configuration that loads.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems()
    {
        try
        {
            Load();
            return [];
        }
        catch (ConfigurationException exception)
        {
            return exception.Problems;
        }
    }

    public ConfigurationProblem OnlyProblem() => Problems().ShouldHaveSingleItem();

    public string? Variable(string name) => variables.GetValueOrDefault(name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
