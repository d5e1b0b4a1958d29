using System.Globalization;
using CsvHelper;

namespace Connector.Host.Documents;

/// <summary>A report as lines for a spreadsheet. Spreadsheets run cells that begin with = + - @, and a SKU may: such a cell gets an apostrophe.</summary>
internal static class ReportCsv
{
    /// <summary>The columns, as the command names them.</summary>
    public static readonly string[] Columns = ["store", "kind", "sku", "ref", "offer", "detail"];

    /// <summary>Writes a report.</summary>
    /// <param name="writer">To where.</param>
    /// <param name="separator">What stands between cells: <c>;</c> where the comma is in numbers.</param>
    /// <param name="columns">The names of the six columns.</param>
    /// <param name="rows">The report.</param>
    public static void Write(TextWriter writer, char separator, IReadOnlyList<string> columns, IEnumerable<ReportRow> rows)
    {
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { Separator = separator, Injection = CsvInjection.Escape }, leaveOpen: true);
        csv.WriteRecord([.. columns]);
        foreach (var row in rows)
            csv.WriteRecord(row.Store, row.Kind, row.Sku ?? "", row.Ref ?? "", row.Offer?.ToString(CultureInfo.InvariantCulture) ?? "", row.Detail);
    }
}
