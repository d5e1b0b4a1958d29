using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Connector.Host.Configuration;

namespace Connector.Host.Cli.Init;

/// <summary>
/// Writes what <c>init</c> was told: secrets into an environment file that only its owner reads, the schema, and last, in one
/// step, the configuration. If anything fails, nothing that was made stays.
/// </summary>
internal sealed partial class InitFiles(string configPath)
{
    /// <summary>The schema's file, beside the configuration.</summary>
    public const string SchemaName = "adapters.schema.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> made = [];
    private readonly string folder = Path.GetDirectoryName(configPath)!;
    private readonly string environmentPath = EnvironmentFile.PathOf(configPath);
    private readonly Dictionary<string, string> secrets = new(StringComparer.Ordinal);

    /// <summary>Those of the files that are there already.</summary>
    public IReadOnlyList<string> Existing() => [.. new[] { configPath, SchemaPath }.Where(File.Exists)];

    /// <summary>Writes everything.</summary>
    /// <param name="draft">What was told.</param>
    /// <param name="schema">The schema's text.</param>
    /// <param name="replace">Whether files that are there already may be replaced; the configuration is kept as <c>.bak</c>.</param>
    /// <returns>The files written, absolute.</returns>
    /// <exception cref="ConfigurationException">What would be written is no configuration.</exception>
    /// <exception cref="UsageException">A file cannot be written.</exception>
    public IReadOnlyList<string> Write(Draft draft, string schema, bool replace)
    {
        byte[]? variablesBefore = null;
        try
        {
            Directory.CreateDirectory(folder);
            variablesBefore = File.Exists(environmentPath) ? File.ReadAllBytes(environmentPath) : null;
            var problems = new ProblemList();
            var known = EnvironmentFile.Beside(configPath, new ProcessEnvironment(), problems);
            problems.ThrowIfAny();
            var text = draft.ToJson((name, secret) => Keep(known, name, secret)).ToJsonString(Indented);
            var nextConfig = Stage(configPath, $"// Written by `connector init`. Every key is explained in docs/configuration.md.\n{text}\n");
            var nextSchema = Stage(SchemaPath, schema + "\n");
            new ConfigurationLoader(new WithSecrets(secrets)).Load(nextConfig);
            PutVariables(variablesBefore);
            var isNewSchema = !File.Exists(SchemaPath);
            File.Move(nextSchema, SchemaPath, replace);
            if (isNewSchema)
                made.Add(SchemaPath);
            if (replace && File.Exists(configPath))
                File.Replace(nextConfig, configPath, configPath + ".bak");
            else
                File.Move(nextConfig, configPath);
            made.Clear();
            variablesBefore = null;
            return secrets.Count > 0 ? [configPath, SchemaPath, environmentPath] : [configPath, SchemaPath];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Nothing was written: {exception.Message} Let this user write into {folder}, or name another place with --config.");
        }
        finally
        {
            foreach (var file in made)
                File.Delete(file);
            if (variablesBefore is not null && secrets.Count > 0)
                File.WriteAllBytes(environmentPath, variablesBefore);
        }
    }

    private string SchemaPath => Path.Combine(folder, SchemaName);

    // Under a name that nobody has: another configuration may use the file, and the process's own variables come first.
    private string Keep(EnvironmentFile known, string name, string secret)
    {
        var variable = Boundary().Replace(name, "_").ToUpperInvariant();
        var free = variable;
        for (var i = 2; known.Variable(free) is not null || secrets.ContainsKey(free); i++)
            free = string.Create(CultureInfo.InvariantCulture, $"{variable}_{i}");
        secrets[free] = secret;
        return $"${{{free}}}";
    }

    private void PutVariables(byte[]? before)
    {
        if (secrets.Count == 0)
            return;
        var text = new StringBuilder(before is null ? "# Secrets of adapters.json, read by connector itself, by systemd (EnvironmentFile) and by container engines.\n" : Encoding.UTF8.GetString(before).TrimEnd('\n') + "\n");
        foreach (var (name, secret) in secrets)
            text.Append(EnvironmentFile.Line(name, secret)).Append('\n');
        var next = Stage(environmentPath, text.ToString(), isSecret: true);
        File.Move(next, environmentPath, overwrite: true);
        if (before is null)
            made.Add(environmentPath);
    }

    private string Stage(string path, string text, bool isSecret = false)
    {
        var staged = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(staged, options);
        made.Add(staged);
        using var writer = new StreamWriter(stream);
        writer.Write(text);
        writer.Flush();
        stream.Flush(flushToDisk: true);
        return staged;
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")]
    private static partial Regex Boundary();

    /// <summary>The variables as they will be.</summary>
    private sealed class WithSecrets(IReadOnlyDictionary<string, string> secrets) : IEnvironment
    {
        private readonly ProcessEnvironment process = new();

        public string? Variable(string name) => secrets.GetValueOrDefault(name) ?? process.Variable(name);
    }
}
