using System.Globalization;
using System.Text.Json;
using Connector.Core.Stock;

namespace Connector.Core.Ledger;

/// <summary>Rows by warehouse as the ledger keeps them: <c>[[1,30,3],[4,12.5,0]]</c>.</summary>
internal static class WarehouseJson
{
    public static string? Write(IReadOnlyList<WarehouseLevel>? rows) => rows is null
        ? null
        : "[" + string.Join(',', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"[{row.Warehouse},{row.Quantity},{row.Reserve}]"))) + "]";

    public static IReadOnlyList<WarehouseLevel>? Read(string? text)
    {
        if (text is null)
            return null;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateArray()
            .Select(row => new WarehouseLevel(row[0].GetInt64(), row[1].GetDecimal(), row[2].GetDecimal()))
            .ToList();
    }
}
