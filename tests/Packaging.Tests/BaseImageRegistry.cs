using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Connector.Packaging.Tests;

/// <summary>A registry with one image for linux-x64 that has nothing in it: the program's own layer can be looked at without an engine and without a download.</summary>
internal sealed class BaseImageRegistry : IAsyncDisposable
{
    private const string Image = "base";
    private const string Tag = "1";
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly WebApplication application;
    private readonly Dictionary<string, (string Type, byte[] Content)> blobs = [];

    private BaseImageRegistry(WebApplication application) => this.application = application;

    /// <summary>Host and port.</summary>
    public string Host => new Uri(application.Urls.Single()).Authority.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>The image's name.</summary>
    public string Reference => $"{Host}/{Image}:{Tag}";

    public static async Task<BaseImageRegistry> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var registry = new BaseImageRegistry(builder.Build());
        var manifest = registry.Describe();
        registry.application.MapGet("/v2/", () => Results.Json(new { }));
        registry.application.MapMethods($"/v2/{Image}/manifests/{{reference}}", ["GET", "HEAD"], (HttpContext context) =>
        {
            context.Response.Headers["Docker-Content-Digest"] = Digest(manifest);
            return Results.Bytes(manifest, ManifestType);
        });
        registry.application.MapMethods($"/v2/{Image}/blobs/{{digest}}", ["GET", "HEAD"], (string digest) =>
            registry.blobs.TryGetValue(digest, out var blob) ? Results.Bytes(blob.Content, blob.Type) : Results.NotFound());
        await registry.application.StartAsync(cancellationToken);
        return registry;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private byte[] Describe()
    {
        // An archive without entries: two empty blocks.
        var tar = new byte[1024];
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(tar);
        var layer = Add("application/vnd.docker.image.rootfs.diff.tar.gzip", packed.ToArray());
        var config = Add("application/vnd.docker.container.image.v1+json", Bytes(new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["created"] = "2026-01-01T00:00:00Z",
            ["config"] = new JsonObject { ["Env"] = new JsonArray("PATH=/usr/bin:/bin") },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(Digest(tar)) },
            ["history"] = new JsonArray(new JsonObject { ["created"] = "2026-01-01T00:00:00Z" }),
        }));
        return Bytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = ManifestType, ["config"] = config, ["layers"] = new JsonArray(layer) });
    }

    private JsonObject Add(string type, byte[] content)
    {
        blobs[Digest(content)] = (type, content);
        return new JsonObject { ["mediaType"] = type, ["size"] = content.Length, ["digest"] = Digest(content) };
    }

    private static byte[] Bytes(JsonObject document) => System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());

    private static string Digest(byte[] content) => string.Create(CultureInfo.InvariantCulture, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}");
}
