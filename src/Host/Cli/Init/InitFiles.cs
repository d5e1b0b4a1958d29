using System.Text.Encodings.Web;
using System.Text.Json;
using Connector.Host.Configuration;

namespace Connector.Host.Cli.Init;

/// <summary>
/// Writes what <c>init</c> was told: secrets into files of their own that only their owner reads, the schema, and last, in one
/// step, the configuration. If anything fails, nothing that was made stays.
/// </summary>
internal sealed class InitFiles(string configPath)
{
    /// <summary>The schema's file, beside the configuration.</summary>
    public const string SchemaName = "adapters.schema.json";

    private const string SecretsFolder = "secrets";
    private const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> made = [];
    private readonly string folder = Path.GetDirectoryName(configPath)!;

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
        try
        {
            Directory.CreateDirectory(folder);
            var text = draft.ToJson(Keep).ToJsonString(Indented);
            var secrets = made.ToArray();
            var nextConfig = Stage(configPath, $"// Written by `connector init`. Every key is explained in docs/configuration.md.\n{text}\n");
            var nextSchema = Stage(SchemaPath, schema + "\n");
            new ConfigurationLoader(new ProcessEnvironment()).Load(nextConfig);
            if (!File.Exists(SchemaPath))
                made.Add(SchemaPath);
            File.Move(nextSchema, SchemaPath, replace);
            if (replace && File.Exists(configPath))
                File.Replace(nextConfig, configPath, configPath + ".bak");
            else
                File.Move(nextConfig, configPath);
            made.Clear();
            return [configPath, SchemaPath, .. secrets];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Nothing was written: {exception.Message} Let this user write into {folder}, or name another place with --config.");
        }
        finally
        {
            foreach (var file in made)
                File.Delete(file);
            if (Directory.Exists(Secrets) && !Directory.EnumerateFileSystemEntries(Secrets).Any())
                Directory.Delete(Secrets);
        }
    }

    private string Secrets => Path.Combine(folder, SecretsFolder);

    private string SchemaPath => Path.Combine(folder, SchemaName);

    // A file of that name may hold another configuration's secret: it is never replaced.
    private string Keep(string name, string secret)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Secrets);
        else
            Directory.CreateDirectory(Secrets, OwnerReadsAndWrites | UnixFileMode.UserExecute);
        var free = name;
        for (var i = 2; File.Exists(Path.Combine(Secrets, free)); i++)
            free = $"{name}-{i}";
        Create(Path.Combine(Secrets, free), secret, isSecret: true);
        return $"${{file:{SecretsFolder}/{free}}}";
    }

    private string Stage(string path, string text)
    {
        var staged = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        Create(staged, text, isSecret: false);
        return staged;
    }

    private void Create(string path, string text, bool isSecret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerReadsAndWrites;
        using var stream = new FileStream(path, options);
        made.Add(path);
        using var writer = new StreamWriter(stream);
        writer.Write(text);
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }
}
