using System.Reflection;
using Connector.Testing;

namespace Connector.Templates.Tests;

/// <summary>
/// The packages in a folder, and the template installed from there into a private home. Nothing is downloaded: all else comes
/// from the packages that this build restored; and nothing is left behind in the machine's own folders.
/// </summary>
public sealed class TemplateFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    /// <summary>Where the projects are made.</summary>
    public string Work => _folder.PathOf("work");

    /// <summary>Folder of the packages.</summary>
    public string Feed => _folder.PathOf("feed");

    /// <summary>A version of these packages alone.</summary>
    public string Version { get; } = "0.1.0-of-this-test";

    /// <summary>What the child processes are told.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOTNET_CLI_HOME"] = _folder.PathOf("home"),
        ["NUGET_PACKAGES"] = _folder.PathOf("packages"),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Work);
        Directory.CreateDirectory(Feed);
        string repository = Metadata("Repository");
        await File.WriteAllTextAsync(
            Path.Combine(Work, "nuget.config"),
            $"""
            <configuration>
              <packageSources><clear /><add key="folder" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{Metadata("PackageFolder")}" /></fallbackPackageFolders>
            </configuration>
            """);
        foreach (string project in new[] { "src/Abstractions", "src/Adapters.TestKit", "templates" })
        {
            await Tool.RunAsync(
                repository, new Dictionary<string, string>(), "dotnet", "pack", Path.Combine(repository, project), "--no-build", "--configuration", Metadata("Configuration"),
                "--output", Feed, $"-p:PackageVersion={Version}", "-nodeReuse:false");
        }

        await DotnetAsync(Work, "new", "install", Path.Combine(Feed, $"Connector.Templates.{Version}.nupkg"));
    }

    /// <summary>Runs <c>dotnet</c> in the private home.</summary>
    public Task<string> DotnetAsync(string folder, params string[] arguments) => Tool.RunAsync(folder, Environment, "dotnet", arguments);

    /// <summary>What the project file knows.</summary>
    internal static string Metadata(string key) =>
        typeof(TemplateFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value.ShouldNotBeNull();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
