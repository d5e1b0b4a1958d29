using System.Globalization;
using Connector.Abstractions;

namespace CsvShop;

/// <summary>The changes of one call, applied to the rows as they pass by, and what became of each.</summary>
internal sealed class CsvStockBatch
{
    private readonly IReadOnlyList<StockChange> changes;
    private readonly char delimiter;
    private readonly StockOutcome[] outcomes;
    private readonly Dictionary<int, int> positions = [];

    public CsvStockBatch(IReadOnlyList<StockChange> changes, char delimiter)
    {
        this.changes = changes;
        this.delimiter = delimiter;
        // Whatever row does not pass by is not there any more.
        outcomes = [.. changes.Select(change => Answer(change, StockStatus.Gone, "csv.row_gone", $"The file has no row {change.Ref} any more."))];
        for (var position = 0; position < changes.Count; position++)
        {
            if (int.TryParse(changes[position].Ref.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var row))
                positions[row] = position;
        }
    }

    /// <summary>One for each change, in the order given.</summary>
    public IReadOnlyList<StockOutcome> Outcomes => outcomes;

    /// <summary>The record to write for a row, or null to leave it as it is.</summary>
    public string? Edit(CsvRow row, CsvColumns columns)
    {
        if (!positions.TryGetValue(row.Number, out var position))
            return null;
        var change = changes[position];
        (outcomes[position], var text) = Decide(row, columns, change);
        return text;
    }

    private (StockOutcome Outcome, string? Text) Decide(CsvRow row, CsvColumns columns, StockChange change)
    {
        if (row.Sku != change.Sku)
            return (Answer(change, StockStatus.Gone, "csv.row_moved", $"Row {row.Number} now holds the SKU \"{row.Sku}\"."), null);
        if (!row.TracksStock)
            return (Answer(change, StockStatus.NotTracked, "csv.not_a_number", $"Row {row.Number} holds \"{row.Quantity}\" where a number belongs. Clear the cell to have it filled."), null);
        if (row.Stock == change.Quantity)
            return (new StockOutcome { Ref = change.Ref, Status = StockStatus.Unchanged, Current = row.Stock }, null);

        // Both ways of reading the record must agree on where the number is, or a cell beside it would be overwritten.
        if (CsvCell.Find(row.Raw, delimiter, columns.Sku)?.Read(row.Raw) != row.Sku
            || CsvCell.Find(row.Raw, delimiter, columns.Quantity) is not { } cell
            || cell.Read(row.Raw) != row.Quantity)
        {
            return (Answer(change, StockStatus.Rejected, "csv.unclear_quotes", $"Row {row.Number} has quotes that can be read in two ways. Save the file as CSV from a spreadsheet."), null);
        }

        var text = cell.Replace(row.Raw, change.Quantity.ToString("0.############################", CultureInfo.InvariantCulture));
        return (new StockOutcome { Ref = change.Ref, Status = StockStatus.Applied, Current = change.Quantity }, text);
    }

    private static StockOutcome Answer(StockChange change, StockStatus status, string code, string message) =>
        new() { Ref = change.Ref, Status = status, Error = new StoreError { Code = code, Message = message } };
}
