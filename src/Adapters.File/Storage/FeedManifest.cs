using System.Text.Json;
using System.Text.Json.Serialization;
using Connector.Abstractions;

namespace Connector.Adapters.File.Storage;

/// <summary>
/// What was last written, beside the file as <c>stock.csv.manifest.json</c>: for readers that check what they fetch, and for
/// the adapter, which remembers here the numbers that a feed in words cannot tell.
/// </summary>
internal sealed record FeedManifest
{
    /// <summary>Counts the writings.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the file was written, in UTC.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Rows of the file.</summary>
    public required int Rows { get; init; }

    /// <summary>SHA-256 of the file's bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the source it was made from, if there is one.</summary>
    public string? SourceSha256 { get; init; }

    /// <summary>
    /// The numbers that the connector has put there, by reference. A feed in words cannot tell them, and when the source is
    /// made anew they show whose numbers go over the source's own.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> Numbers { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The manifest of a file; <see langword="null"/> if there is none, or none that can be read.</summary>
    public static FeedManifest? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(PathOf(path)), ManifestJson.Default.FeedManifest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Without it every number is written again, which does no harm.
            return null;
        }
    }

    /// <summary>Writes the manifest of a file.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public void Write(string path)
    {
        var target = PathOf(path);
        try
        {
            System.IO.File.WriteAllBytes(target + ".tmp", JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.FeedManifest));
            System.IO.File.Move(target + ".tmp", target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFailure.Unreachable, $"{target} cannot be written: {exception.Message}", exception);
        }
    }

    private static string PathOf(string path) => path + ".manifest.json";
}

/// <summary>How the manifest is written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
