using System.Security.Cryptography;
using System.Text;
using Connector.Abstractions;

namespace Connector.Adapters.File.Storage;

/// <summary>
/// A text file that is read whole and replaced whole: the new one is written beside it, forced to the disk and renamed over
/// it, so that no reader ever sees half a file.
/// </summary>
internal sealed class FeedFile(string path, Encoding encoding, bool withBom)
{
    private const string TemporarySuffix = ".tmp";

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>The file's text and fingerprint; <see langword="null"/> if there is no such file.</summary>
    /// <exception cref="StoreException">It cannot be read, or is not in its encoding.</exception>
    public FeedContent? Read()
    {
        try
        {
            var bytes = System.IO.File.ReadAllBytes(Path);
            var bom = encoding.GetPreamble() is { Length: > 0 } preamble && bytes.AsSpan().StartsWith(preamble) ? preamble.Length : 0;
            return new FeedContent(encoding.GetString(bytes, bom, bytes.Length - bom), Fingerprint(bytes), bom > 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException exception)
        {
            throw new StoreException(StoreFailure.Misconfigured, $"{Path} is not in {encoding.WebName}: byte {exception.Index} is no character there. Set the option “encoding” to what the file is in.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure("read", exception);
        }
    }

    /// <summary>Replaces the file.</summary>
    /// <param name="text">Its new text.</param>
    /// <param name="before">What was read before; <see langword="null"/> if there was no file.</param>
    /// <param name="keep">Earlier versions to keep as <c>.1</c>, <c>.2</c>, …</param>
    /// <returns>The new fingerprint.</returns>
    /// <exception cref="StoreException">It cannot be written, or another program has changed it since it was read.</exception>
    public string Replace(string text, FeedContent? before, int keep)
    {
        var bytes = Encode(text, before?.HasBom ?? withBom);
        var temporary = Path + TemporarySuffix;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            if (Read()?.Fingerprint != before?.Fingerprint)
            {
                System.IO.File.Delete(temporary);
                throw new StoreException(StoreFailure.Protocol, $"{Path} was changed by another program while the connector worked on it. It is read again and written with the next try.");
            }

            if (before is not null && keep > 0)
                KeepOld(keep);
            System.IO.File.Move(temporary, Path, overwrite: true);
            return Fingerprint(bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure("written", exception);
        }
    }

    /// <summary>Whether a text can be written in the file's encoding.</summary>
    public bool CanHold(string text)
    {
        try
        {
            encoding.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private byte[] Encode(string text, bool bom) => bom ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);

    private void KeepOld(int keep)
    {
        for (var i = keep - 1; i >= 1; i--)
        {
            if (System.IO.File.Exists($"{Path}.{i}"))
                System.IO.File.Move($"{Path}.{i}", $"{Path}.{i + 1}", overwrite: true);
        }

        System.IO.File.Copy(Path, $"{Path}.1", overwrite: true);
    }

    private static string Fingerprint(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private StoreException Failure(string verb, Exception exception) => exception is UnauthorizedAccessException
        ? new(StoreFailure.Misconfigured, $"{Path} cannot be {verb}: the connector's user may not. Give it the right to that file and its folder.", exception)
        : new(StoreFailure.Unreachable, $"{Path} cannot be {verb}: {exception.Message}", exception);
}
