using System.Text;
using Connector.Abstractions;

namespace CsvShop;

/// <summary>
/// Exchanges single cells of the file. The new file is written beside the old one, forced to disk and put in its place in one
/// step: whoever reads sees the old one or the new one, whole, whenever the program is killed.
/// </summary>
internal sealed class CsvStockWriter(string path, string temporaryPath, CsvShopOptions options)
{
    /// <summary>Rewrites the file.</summary>
    /// <param name="edit">Gives for each row the record to write, or null to leave it.</param>
    /// <param name="cancellationToken">Until the last moment nothing has changed.</param>
    /// <returns>How many rows differ. At 0 the file was left alone.</returns>
    /// <exception cref="StoreException">It could not be done; the file is as it was.</exception>
    public async Task<int> RewriteAsync(Func<CsvRow, CsvColumns, string?> edit, CancellationToken cancellationToken)
    {
        try
        {
            var before = new FileInfo(path);
            var (changed, expectedLength) = await WriteTemporaryAsync(edit, cancellationToken);
            if (changed > 0)
                Exchange(before, expectedLength);
            return changed;
        }
        catch (Exception exception) when (CsvFailure.Translate(path, exception) is { } failure)
        {
            throw failure;
        }
        finally
        {
            File.Delete(temporaryPath);
        }
    }

    private async Task<(int Changed, long ExpectedLength)> WriteTemporaryAsync(Func<CsvRow, CsvColumns, string?> edit, CancellationToken cancellationToken)
    {
        var encoding = options.ReadEncoding();
        using var reader = await CsvStockReader.OpenAsync(path, options, cancellationToken);
        await using var stream = new FileStream(temporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        await stream.WriteAsync(reader.Mark, cancellationToken);
        await using var writer = new StreamWriter(stream, encoding);
        await writer.WriteAsync(reader.Heading.AsMemory(), cancellationToken);
        var changed = 0;
        var length = reader.Length;
        while (await reader.ReadAsync(cancellationToken) is { } row)
        {
            var text = edit(row, reader.Columns) ?? row.Raw;
            if (text != row.Raw)
            {
                changed++;
                length += encoding.GetByteCount(text) - encoding.GetByteCount(row.Raw);
            }

            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }

        await writer.FlushAsync(cancellationToken);
        stream.Flush(flushToDisk: true);
        return (changed, length);
    }

    private void Exchange(FileInfo before, long expectedLength)
    {
        // Every byte that was not ours to change must have come along.
        if (new FileInfo(temporaryPath).Length != expectedLength)
            throw new StoreException(StoreFailure.Protocol, $"{path} could not be copied exactly, so it was left as it is. Open it in a spreadsheet and save it as CSV again.");
        var now = new FileInfo(path);
        if (now.Length != before.Length || now.LastWriteTimeUtc != before.LastWriteTimeUtc)
            throw new StoreException(StoreFailure.Unreachable, $"{path} was changed by another program meanwhile; nothing was written. The connector tries again.");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporaryPath, File.GetUnixFileMode(path));
        File.Move(temporaryPath, path, overwrite: true);
    }
}
