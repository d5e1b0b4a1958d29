using System.Globalization;
using System.Text;
using Connector.Adapters.File.Feeds;

namespace Connector.Adapters.File.Storage;

/// <summary>
/// Files with the changed SKUs only, one for each writing: <c>stock.delta-00000042.csv</c> beside <c>stock.csv</c>. Each has a
/// name of its own, so that a reader that comes late misses none.
/// </summary>
internal sealed class DeltaFiles(string path, IFeedFormat format, Encoding encoding, bool withBom, int keep)
{
    private readonly string folder = Path.GetDirectoryName(path)!;
    private readonly string name = Path.GetFileNameWithoutExtension(path) + ".delta-";
    private readonly string extension = Path.GetExtension(path);

    /// <summary>Writes the changes of one writing, and removes the oldest files.</summary>
    public void Write(long sequence, IReadOnlyList<(string Sku, decimal Quantity)> changes, DateTimeOffset now)
    {
        var empty = format.Parse(format.Empty(now));
        var rows = string.Concat(changes.Select(change => format.Row(change.Sku, change.Quantity)));
        var file = new FeedFile(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}{sequence:00000000}{extension}")), encoding, withBom);
        file.Replace(TextEdit.Apply(empty.Text, [new TextEdit(empty.End, 0, rows)]), file.Read(), keep: 0);
        if (keep == 0)
            return;
        foreach (var old in Directory.GetFiles(folder, $"{name}*{extension}").Order(StringComparer.Ordinal).SkipLast(keep))
            System.IO.File.Delete(old);
    }
}
