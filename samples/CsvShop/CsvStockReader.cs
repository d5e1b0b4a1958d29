using System.Globalization;
using System.Text;
using Connector.Abstractions;
using CsvHelper;
using CsvHelper.Configuration;

namespace CsvShop;

/// <summary>Reads the file row by row, holding one row in memory. While it is open nobody else may write the file.</summary>
internal sealed class CsvStockReader : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly CsvParser parser;

    private CsvStockReader(string path, FileStream stream, byte[] mark, CsvParser parser, CsvColumns columns)
    {
        this.path = path;
        this.stream = stream;
        this.parser = parser;
        Mark = mark;
        Columns = columns;
        Heading = parser.RawRecord;
    }

    /// <summary>The byte order mark the file begins with; empty if there is none.</summary>
    public byte[] Mark { get; }

    /// <summary>The first record as it stands in the file.</summary>
    public string Heading { get; }

    /// <summary>Where the cells are.</summary>
    public CsvColumns Columns { get; }

    /// <summary>The file's size in bytes.</summary>
    public long Length => stream.Length;

    /// <summary>Opens the file and reads its heading.</summary>
    /// <exception cref="StoreException">It cannot be read, or lacks a column.</exception>
    public static async Task<CsvStockReader> OpenAsync(string path, CsvShopOptions options, CancellationToken cancellationToken)
    {
        FileStream? stream = null;
        try
        {
            // Delete: on Windows the file could not be replaced while it is being read.
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true);
            var encoding = options.ReadEncoding();
            var mark = await ReadMarkAsync(stream, encoding, cancellationToken);
            var parser = new CsvParser(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 1 << 16), Configure(options));
            if (!await parser.ReadAsync())
                throw new StoreException(StoreFailure.Unreachable, $"{path} is empty; perhaps it is just being written. The connector tries again.");
            return new CsvStockReader(path, stream, mark, parser, CsvColumns.Find(path, options, parser));
        }
        catch (Exception exception)
        {
            stream?.Dispose();
            if (CsvFailure.Translate(path, exception) is { } failure)
                throw failure;
            throw;
        }
    }

    /// <summary>The next row, or null at the end of the file.</summary>
    /// <exception cref="StoreException">The file cannot be read on.</exception>
    public async Task<CsvRow?> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await parser.ReadAsync() ? Current() : null;
        }
        catch (Exception exception) when (CsvFailure.Translate(path, exception) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc />
    public void Dispose() => parser.Dispose();

    private CsvRow Current() => new()
    {
        Number = parser.Row,
        Sku = Cell(Columns.Sku) ?? "",
        Quantity = Cell(Columns.Quantity),
        Name = Cell(Columns.Name),
        Raw = parser.RawRecord,
    };

    private string? Cell(int? column) => column < parser.Count ? parser[column.Value] : null;

    private static async Task<byte[]> ReadMarkAsync(FileStream stream, Encoding encoding, CancellationToken cancellationToken)
    {
        var mark = encoding is UTF8Encoding ? Encoding.UTF8.GetPreamble() : [];
        var beginning = new byte[mark.Length];
        var read = await stream.ReadAtLeastAsync(beginning, mark.Length, throwOnEndOfStream: false, cancellationToken);
        if (beginning.AsSpan(0, read).SequenceEqual(mark))
            return mark;
        stream.Position = 0;
        return [];
    }

    private static CsvConfiguration Configure(CsvShopOptions options) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = options.Delimiter,
        // Blank lines are kept where they are, and 12" (inches) in a cell without quotes is no mistake.
        IgnoreBlankLines = false,
        BadDataFound = null,
    };
}
