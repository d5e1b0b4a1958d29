using System.Globalization;
using System.Text;
using Connector.Host.Documents;
using Connector.Host.Web.Dashboard.Language;

namespace Connector.Host.Web.Dashboard;

/// <summary>A report as a file that spreadsheets open right: UTF-8 with its mark, the separator of the language, no cell that is run as a formula.</summary>
internal static class ReportCsv
{
    private const string Formulas = "=+-@\t\r";

    /// <summary>The file's bytes.</summary>
    public static byte[] Of(IEnumerable<ReportRow> rows, Words words)
    {
        var text = new StringBuilder();
        Line(text, words, [words["Store"], words["Kind"], "SKU", words["Listing"], words["Offer"], words["What"]]);
        foreach (var row in rows)
            Line(text, words, [row.Store, words[row.Kind], row.Sku ?? "", row.Ref ?? "", row.Offer?.ToString(CultureInfo.InvariantCulture) ?? "", row.Detail]);
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void Line(StringBuilder text, Words words, IEnumerable<string> cells) =>
        text.AppendJoin(words.ListSeparator, cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value)
    {
        var safe = value.Length > 0 && Formulas.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return safe.AsSpan().ContainsAny(",;\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
