using System.Text;
using Connector.Host.Configuration.Json;
using CsvHelper;

namespace Connector.Host.Configuration;

/// <summary>
/// Reads the file that translates SKUs: CSV in UTF-8, with a comma or a semicolon, header <c>crm,store</c> (further columns are
/// left alone). Every mistake is told with its line.
/// </summary>
internal sealed class AliasFile(ProblemList problems)
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, absolute.</param>
    /// <param name="at">The key that names it.</param>
    /// <returns>keyCRM's SKU → the store's SKU, both without white space around.</returns>
    public IReadOnlyDictionary<string, string> Read(string file, LocatedNode at)
    {
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF');
            Read(text, file, aliases);
        }
        catch (DecoderFallbackException)
        {
            Fault(file, 1, "the file is not UTF-8 text", "save it as “CSV UTF-8”");
        }
        catch (CsvFormatException exception)
        {
            Fault(file, (int)exception.LineNumber, "this is not CSV", "save the table as “CSV UTF-8”");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(at, $"the aliases in {file} cannot be read ({exception.Message})", "give a CSV file with the header crm,store, relative to this file");
        }

        return aliases;
    }

    private void Read(string text, string file, Dictionary<string, string> aliases)
    {
        var header = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is > -1 and var end ? end : text.Length)];
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = header.Contains(';') && !header.Contains(',') ? ';' : ',',
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            TrackLineNumbers = true,
            // A quote that is left open then spoils its own line only, and every other mistake is still found.
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = bad => Fault(file, (int)bad.LineNumber, "the quotes do not match", "put a value with quotes inside between quotes, and double those inside"),
        });
        if (!reader.TryGetFieldIndex("crm", out var crm) || !reader.TryGetFieldIndex("store", out var store))
        {
            Fault(file, 1, "the header does not name the columns crm and store", "begin the file with the header crm,store");
            return;
        }

        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            if (reader.FieldCount <= Math.Max(crm, store) || reader.IsEmpty(crm) || reader.IsEmpty(store))
            {
                Fault(file, line, "a SKU is missing", "write keyCRM's SKU and the store's SKU, or take the line out");
                continue;
            }

            var sku = reader.GetString(crm);
            if (lines.TryAdd(sku, line))
                aliases.Add(sku, reader.GetString(store));
            else
                Fault(file, line, $"keyCRM's SKU “{sku}” stands here twice, first on line {lines[sku]}", "remove one of the two");
        }
    }

    private void Fault(string file, int line, string fault, string cure) =>
        problems.Add(new ConfigurationProblem(file, line, LocatedPath.Root, fault, cure));
}
