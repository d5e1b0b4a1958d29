using Connector.Abstractions;
using CsCheck;

namespace Connector.Samples.Tests;

/// <summary>Files as spreadsheets, exports and people write them.</summary>
public sealed class CsvShopPropertyTests
{
    private static readonly Gen<string> Text = AnyOf("", "A", "Чашка", "a b", "12\" x", "x,y", "\"q\"", "рядок\r\nдругий", "0", "=1+1", "🙂", " ")
        .Select(Gen.Bool, Cell);

    private static readonly Gen<string> Number = AnyOf("0", "7", " 12", "3.5", "", "-1").Select(Gen.Bool, Cell);

    private static readonly Gen<(string Before, string Number, string After)> Row =
        Gen.Select(Text, Text, Number, Text, AnyOf("\n", "\r\n", "\n\n", "\r\n\r\n"))
            .Select((sku, name, number, note, end) => ($"{(sku.Length == 0 ? "E" : sku)},{name},", number, $",{note}{end}"));

    [Fact]
    public async Task SettingEveryRow_ChangesTheNumbersAndNothingElse() =>
        await Gen.Select(Row.Array[0, 30], Gen.Bool, Gen.Bool, Gen.Int[0, 5000]).SampleAsync(
            async (rows, mark, cut, padding) =>
            {
                // The padding moves the rows over the borders of the reader's buffers.
                var beginning = $"{(mark ? "\uFEFF" : "")}sku,name,quantity,note{new string('x', padding)}\r\n";
                string Join(Func<string, string> number) => Cut(beginning + string.Concat(rows.Select(row => row.Before + number(row.Number) + row.After)), cut);
                using var shop = new CsvShopFixture(Join(number => number));
                var listings = await shop.ListAsync();
                listings.Count.ShouldBe(rows.Length);

                var outcomes = await shop.SetAsync([.. listings.Select(listing => CsvShopFixture.Change(listing.Ref.Value, listing.Sku, 41))]);

                outcomes.ShouldAllBe(outcome => outcome.Status == StockStatus.Applied);
                shop.Read().ShouldBe(Join(number => number.StartsWith('"') ? "\"41\"" : "41"));
            },
            iter: 300,
            threads: 1);

    private static Gen<string> AnyOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>A cell as a CSV file may hold it: quoted where it must be, or where somebody liked it.</summary>
    private static string Cell(string value, bool quoted) =>
        quoted || value.IndexOfAny([',', '\r', '\n']) >= 0 || value.StartsWith('"') ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static string Cut(string content, bool cut) => cut ? content.TrimEnd('\r', '\n') : content;
}
