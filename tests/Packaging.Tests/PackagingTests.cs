using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Text.Json.Nodes;
using Connector.Testing;

namespace Connector.Packaging.Tests;

/// <summary>What is handed out: one program with its plug-ins beside it, and the container image, whose content is looked at without an engine.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class PackagingTests
{
    private static readonly string[] Adapters = ["cscart", "file", "http", "opencart", "prestashop", "sql", "woocommerce"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_published_program_and_the_image_hold_the_plug_ins_no_secrets_and_pass_the_demonstration()
    {
        var repository = Metadata("Repository");
        await using var registry = await BaseImageRegistry.StartAsync(Token);
        var environment = new Dictionary<string, string>
        {
            ["CONNECTOR_BASE_IMAGE"] = registry.Reference,
            ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry.Host,
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
        await Tool.RunAsync(repository, environment, "bash", "packaging/publish", "image");
        var published = Path.Combine(repository, "artifacts", "publish", $"connector-{Metadata("Version")}-linux-x64");

        using var folder = new TempFolder();
        var (config, files) = await UnpackAsync(Path.Combine(repository, "artifacts", "publish", $"connector-{Metadata("Version")}-image.tar.gz"), folder.Path);
        ((string)config["User"]!).ShouldBe("1654:1654", "not as root");
        config["Entrypoint"]!.AsArray().Select(part => (string)part!).ShouldBe(["/app/connector"]);
        config["Cmd"]!.AsArray().Select(part => (string)part!).ShouldBe(["run", "--config", "/home/app/adapters.json", "--log-level", "information"]);
        config["ExposedPorts"]!.AsObject().Select(port => port.Key).ShouldBe(["5080/tcp"]);

        var layout = Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(published, file)).ToList();
        foreach (var names in new[] { layout, files.Where(file => file.StartsWith("app/", StringComparison.Ordinal)).Select(file => file["app/".Length..]).ToList() })
        {
            names.ShouldContain("connector");
            foreach (var adapter in Adapters)
                names.Count(name => name.StartsWith($"plugins/{adapter}/", StringComparison.Ordinal) && name.EndsWith(".dll", StringComparison.Ordinal)).ShouldBeGreaterThan(0, adapter);
            names.ShouldNotContain(name => name.Contains("Connector.Abstractions.dll", StringComparison.Ordinal), "a plug-in with a contract of its own is refused");
            names.ShouldNotContain(name => name.Contains("Test", StringComparison.Ordinal) && !name.Contains("TestKit", StringComparison.Ordinal));
            names.ShouldNotContain(name => name.EndsWith("adapters.json", StringComparison.Ordinal) || name.EndsWith(".env", StringComparison.Ordinal) || name.EndsWith(".db", StringComparison.Ordinal));
        }

        foreach (var program in new[] { Path.Combine(published, "connector"), Path.Combine(folder.Path, "app", "connector") })
        {
            File.GetUnixFileMode(program).ShouldSatisfyAllConditions(
                mode => mode.HasFlag(UnixFileMode.OtherExecute).ShouldBeTrue(),
                mode => mode.HasFlag(UnixFileMode.OtherWrite).ShouldBeFalse());
            // No SDK, no runtime, no home of its own: as on a server where it was just unpacked.
            var said = await Tool.RunAsync(folder.Path, new Dictionary<string, string> { ["DOTNET_ROOT"] = "/nowhere", ["HOME"] = "/nowhere" }, program, "demo", "--offers", "300");
            said.ShouldContain("every store holds exactly the right numbers");
        }
    }

    /// <summary>Lays the layers of an image over each other.</summary>
    private static async Task<(JsonObject Config, IReadOnlyList<string> Files)> UnpackAsync(string archive, string folder)
    {
        var entries = new Dictionary<string, byte[]>();
        await using (var file = File.OpenRead(archive))
        await using (var gzip = new GZipStream(file, CompressionMode.Decompress))
        await using (var tar = new TarReader(IsGzip(archive) ? gzip : file))
        {
            while (await tar.GetNextEntryAsync(copyData: true, Token) is { } entry)
            {
                if (entry.DataStream is not { } data)
                    continue;
                using var content = new MemoryStream();
                await data.CopyToAsync(content, Token);
                entries[entry.Name] = content.ToArray();
            }
        }

        var manifest = JsonNode.Parse(entries["manifest.json"])![0]!;
        var names = new List<string>();
        foreach (var layer in manifest["Layers"]!.AsArray())
        {
            var bytes = entries[(string)layer!];
            await using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            await using var tar = new TarReader(unpacked);
            while (await tar.GetNextEntryAsync(copyData: true, Token) is { } entry)
            {
                var target = Path.Combine(folder, entry.Name.TrimStart('/', '.'));
                if (entry.EntryType == TarEntryType.Directory)
                {
                    Directory.CreateDirectory(target);
                    continue;
                }

                names.Add(entry.Name.TrimStart('/', '.'));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await entry.ExtractToFileAsync(target, overwrite: true, Token);
            }
        }

        return (JsonNode.Parse(entries[(string)manifest["Config"]!])!["config"]!.AsObject(), names);
    }

    private static bool IsGzip(string file)
    {
        using var stream = File.OpenRead(file);
        return stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
    }

    private static string Metadata(string key) =>
        typeof(PackagingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value.ShouldNotBeNull();
}
