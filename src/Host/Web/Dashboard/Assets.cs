using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Connector.Host.Web.Dashboard;

/// <summary>What pages are made of besides themselves: style, scripts, icon. All of it is in the program.</summary>
internal static class Assets
{
    private const string Prefix = "Dashboard.Assets.";

    private static readonly Dictionary<string, (byte[] Bytes, string Type, EntityTagHeaderValue Tag)> Files = typeof(Assets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Load, StringComparer.Ordinal);

    /// <summary>Serves a file.</summary>
    public static IResult Get(string name) => Files.TryGetValue(name, out var file)
        ? Results.Bytes(file.Bytes, file.Type, entityTag: file.Tag)
        : Results.NotFound();

    private static (byte[] Bytes, string Type, EntityTagHeaderValue Tag) Load(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };
        return (bytes, type, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
    }
}
