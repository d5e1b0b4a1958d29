using System.Text;
using System.Xml;
using System.Xml.Linq;
using Connector.Emulators.Shops;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>
/// Answers PUT and PATCH of stock rows: each row of the body is loaded, checked, saved, and its parent's row set to the sum,
/// without a lock around it. Nothing is taken back when a later row is refused.
/// </summary>
internal sealed class StockWriter(PrestaShopEmulator emulator, VersionTraits traits, TimeProvider time)
{
    private readonly Lock _randomLock = new();
    private readonly Random _random = new(emulator.Options.Seed);

    /// <summary>The body; null when the shop died in the middle. Errors are added to the list.</summary>
    public async Task<string?> WriteAsync(Resource resource, ApiRequest request, ShopContext shops, Output output, ErrorList errors, ShopCall call)
    {
        if (Parse(request, errors) is not { } items)
            return "";
        var rows = new List<OutputRow>();
        foreach (var item in items)
        {
            var id = StockFields.WholeNumber(StockFields.Text(item, "id"));
            if (Find(id) is not { } before)
            {
                errors.Add(404, 92, "Invalid ID");
                return "";
            }

            var edit = StockFields.Read(resource, item, request.Method == "PATCH", before);
            rows.Add(edit.Row);
            if (edit.Missing is { } missing)
            {
                errors.Add(400, 41, $"parameter \"{missing}\" required");
                return "";
            }

            // After a first error PHP looks at the rows that follow, and saves none of them.
            if (errors.Any)
                continue;
            if (edit.Refused is { } refused)
            {
                errors.Add(400, 85, $"Validation error: \"Property StockAvailable{(traits.EscapesPropertyNames ? "-&gt;" : "->")}{refused} is not valid\"");
                return "";
            }

            if (!await call.WorkAsync())
                return null;
            await SaveAsync(edit, shops, errors);
        }

        return errors.Any ? "" : output.Details(resource, rows, request.Parameter("display") is not null);
    }

    private PrestaShopStockRow? Find(int id)
    {
        lock (emulator.Catalogue.Sync)
            return emulator.Catalogue.Stock.Find(id);
    }

    private async Task SaveAsync(StockEdit edit, ShopContext shops, ErrorList errors)
    {
        if (traits.RefusesDependentStock && edit.After.DependsOnStock)
        {
            errors.Add(500, 133, "You cannot update the available stock when it depends on stock.");
            errors.Add(500, 46, "Unable to save resource");
            return;
        }

        var stock = emulator.Catalogue.Stock;
        PrestaShopStockRow saved;
        int sum;
        lock (emulator.Catalogue.Sync)
        {
            // Deleted since it was loaded: an UPDATE that meets no row is no error.
            if (stock.Find(edit.After.Id) is not { } now)
                return;
            saved = edit.ApplyTo(now);
            stock.Put(saved);
            sum = saved.CombinationId == 0 ? 0 : stock.SumOfCombinations(saved.ProductId, shops.OwnerOf(saved));
        }

        if (saved.CombinationId != 0 && shops.RecomputesParentOf(saved))
        {
            await PauseAsync();
            lock (emulator.Catalogue.Sync)
            {
                if (stock.ParentRow(saved.ProductId, shops.OwnerOf(saved)) is { } parent)
                    stock.Put(parent with { Quantity = sum });
            }
        }

        if (emulator.Quirks.HookWarns || emulator.Quirks.HookWarnsOn.Contains(saved.Id))
            errors.AddWarning("Undefined variable $product", 214, "/var/www/shop/modules/stockmirror/stockmirror.php");
    }

    /// <summary>Between reading the sum and writing it: a parallel request may overtake here, and its sum is lost.</summary>
    private async Task PauseAsync()
    {
        if (emulator.WorkPerItem <= TimeSpan.Zero)
            return;
        double share;
        lock (_randomLock)
            share = _random.NextDouble();
        await Task.Delay(emulator.WorkPerItem * share, time, CancellationToken.None);
    }

    private List<XElement>? Parse(ApiRequest request, ErrorList errors)
    {
        XElement root;
        try
        {
            root = XDocument.Parse(request.Body).Root!;
        }
        catch (XmlException)
        {
            AddXmlErrors(request.Body, errors);
            return null;
        }

        var items = root.Elements().ToList();
        var ids = items.Select(static item => StockFields.Text(item, "id")).Where(static id => !string.IsNullOrEmpty(id)).Select(StockFields.WholeNumber).ToList();
        if (ids.Distinct().Count() != ids.Count)
            errors.Add(400, 89, "id is duplicate in request");
        else if (ids.Count != items.Count)
            errors.Add(400, 90, "id is required when modifying a resource");
        return errors.Any ? null : items;
    }

    private void AddXmlErrors(string body, ErrorList errors)
    {
        if (body.Length > 0)
        {
            var complaint = body.TrimStart().StartsWith('<')
                ? "parser error : Extra content at the end of the document"
                : "parser error : Start tag expected, '<' not found";
            errors.AddWarning($"SimpleXMLElement::__construct(): Entity: line 1: {complaint}", traits.XmlLine);
            errors.AddWarning($"SimpleXMLElement::__construct(): {body}", traits.XmlLine);
            errors.AddWarning("SimpleXMLElement::__construct(): ^", traits.XmlLine);
        }

        errors.Add(500, 127, $"XML error : String could not be parsed as XML\nXML length : {Encoding.UTF8.GetByteCount(body)}\nOriginal XML : {body}");
    }
}
