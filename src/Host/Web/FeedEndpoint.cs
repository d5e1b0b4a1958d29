using System.Globalization;
using Connector.Host.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Connector.Host.Web;

/// <summary>
/// <c>GET /feeds/{name}/{secret}</c>: a stock file for a site or marketplace that fetches it (facts: own-development §5). Served
/// from the file that the adapter replaces as a whole, never made for the request; no sign-in, because marketplaces have none to send.
/// </summary>
internal sealed class FeedEndpoint(Func<IReadOnlyDictionary<string, FeedConfiguration>> feeds)
{
    /// <summary>The file; 404 for a wrong name, a wrong secret and a file that is not there yet, all alike.</summary>
    public Results<FileStreamHttpResult, NotFound> Get(string name, string secret)
    {
        var feed = feeds().GetValueOrDefault(name);
        var isKnown = SecretCheck.IsOneOf(secret, feed is null ? null : [feed.Secret]);
        if (feed is null || !isKnown || Open(feed.Path) is not { } file)
            return TypedResults.NotFound();
        var written = File.GetLastWriteTimeUtc(file.SafeFileHandle);
        var version = string.Create(CultureInfo.InvariantCulture, $"\"{written.Ticks:x}-{file.Length:x}\"");
        return TypedResults.File(file, TypeOf(feed.Path), lastModified: Seconds(written), entityTag: new EntityTagHeaderValue(version, isWeak: true));
    }

    // Shared so that the adapter can put a new file in its place while this one is being sent.
    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Write | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Without a charset: XML says its own, and CSV is what the adapter was told to write.
    private static string TypeOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".XML" or ".YML" => "application/xml",
        ".CSV" => "text/csv",
        ".JSON" => "application/json",
        _ => "application/octet-stream",
    };

    private static DateTimeOffset Seconds(DateTime moment) => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
