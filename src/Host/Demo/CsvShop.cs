using System.Globalization;
using System.Text;
using Connector.Emulators.KeyCrm;
using CsvHelper;

namespace Connector.Host.Demo;

/// <summary>The sample adapter's shop: a CSV file. Sells from one warehouse, keeps one piece back and never shows more than fifty.</summary>
internal sealed class CsvShop(string file) : IDemoShop
{
    /// <summary>The warehouse it sells from.</summary>
    public const int Warehouse = 4;

    /// <summary>Pieces it keeps back.</summary>
    public const int Buffer = 1;

    /// <summary>The most it shows.</summary>
    public const int Most = 50;

    public string Store => "csv";

    public decimal Expected(KeyCrmOffer offer)
    {
        var stock = offer.Stocks.Where(stock => stock.WarehouseId == Warehouse).ToList();
        return Math.Clamp(Math.Floor(stock.Sum(row => row.Quantity - row.Reserve) - Buffer), 0, Most);
    }

    /// <summary>Makes the shop.</summary>
    public void Open(IEnumerable<(string Sku, decimal Quantity)> goods)
    {
        using var text = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var writer = CsvWriter.Create(text, new CsvWriterOptions(), leaveOpen: true);
        writer.WriteRecord("sku", "name", "quantity");
        foreach (var (sku, quantity) in goods)
            writer.WriteRecord(sku, "Товар " + sku, quantity.ToString(CultureInfo.InvariantCulture));
    }

    public IReadOnlyDictionary<string, decimal> Read()
    {
        using var reader = CsvReader.FromText(File.ReadAllText(file), new CsvReaderOptions { HasHeader = true });
        var goods = new Dictionary<string, decimal>(StringComparer.Ordinal);
        while (reader.Read())
            goods[reader.GetString(0)!] = decimal.Parse(reader.GetString(2)!, CultureInfo.InvariantCulture);
        return goods;
    }
}
