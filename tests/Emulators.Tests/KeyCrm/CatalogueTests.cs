using Connector.Emulators.KeyCrm;
using CsCheck;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class CatalogueTests
{
    private static KeyCrmCatalogue NewCatalogue() => new([new(1, "A"), new(4, "B")], TimeProvider.System);

    [Fact]
    public void Setting_the_total_moves_everything_into_the_first_warehouse_and_keeps_the_reserve()
    {
        var catalogue = NewCatalogue();
        catalogue.AddOffer(new KeyCrmOffer { Id = 1, Stocks = [new(1, 5, 1), new(4, 2, 1)] });

        catalogue.SetStock(1, 9);

        catalogue.Find(1)!.Stocks.ShouldBe([new(1, 9, 2)]);
    }

    [Fact]
    public void Reserving_releasing_and_fulfilling_move_reserve_and_quantity()
    {
        var catalogue = NewCatalogue();
        catalogue.AddOffer(1, "A", 10);

        catalogue.Reserve(1, 4);
        catalogue.Release(1, 1);
        catalogue.Fulfil(1, 2);

        var offer = catalogue.Find(1)!;
        (offer.Quantity, offer.Reserve).ShouldBe((8, 1));
    }

    [Fact]
    public void Document_with_a_wrong_line_changes_nothing()
    {
        var catalogue = NewCatalogue();
        catalogue.AddOffer(1, "A", 10);

        Should.Throw<ArgumentException>(() => catalogue.SetStocks([new() { OfferId = 1, Quantity = 3 }, new() { OfferId = 2, Quantity = 3 }]));
        Should.Throw<ArgumentException>(() => catalogue.SetStock(1, 3, warehouseId: 9));

        catalogue.Find(1)!.Quantity.ShouldBe(10);
    }

    [Fact]
    public void Ids_are_unique_and_rows_name_known_warehouses()
    {
        var catalogue = NewCatalogue();
        catalogue.AddOffer(1, "A", 10);

        Should.Throw<ArgumentException>(() => catalogue.AddOffer(1, "B", 1));
        Should.Throw<ArgumentException>(() => catalogue.AddOffer(new KeyCrmOffer { Id = 2, Stocks = [new(9, 1, 0)] }));
        Should.Throw<ArgumentException>(() => catalogue.AddWarehouse(4, "again"));
        Should.Throw<ArgumentException>(() => catalogue.RenameWarehouse(9, "nowhere"));
        Should.Throw<ArgumentException>(() => catalogue.RemoveOffer(5));

        catalogue.Snapshot().ShouldHaveSingleItem().Sku.ShouldBe("A");
    }

    [Fact]
    public void Catalogue_behaves_like_a_plain_list_whatever_is_added_removed_and_renamed()
    {
        var operation = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 30], Gen.Int[0, 5]);
        operation.Array[0, 60].Sample(operations =>
        {
            var catalogue = NewCatalogue();
            var model = new List<KeyCrmOffer>();
            foreach (var (kind, place, sku) in operations)
                Apply(catalogue, model, kind, place, "S" + sku);

            catalogue.Snapshot().Select(static offer => (offer.Id, offer.Sku)).ShouldBe(model.Select(static offer => (offer.Id, offer.Sku)));
            catalogue.Read(OfferSelection.All, 3, 7).Offers.Select(static offer => offer.Id)
                .ShouldBe(model.Skip(3).Take(7).Select(static offer => offer.Id));
            foreach (var selection in Selections(model))
            {
                var (total, offers) = catalogue.Read(selection, 1, 4);
                var expected = model.Where(selection.Matches).Select(static offer => offer.Id).ToList();
                total.ShouldBe(expected.Count);
                offers.Select(static offer => offer.Id).ShouldBe(expected.Skip(1).Take(4));
            }
        });
    }

    private static IEnumerable<OfferSelection> Selections(List<KeyCrmOffer> model)
    {
        var skus = new HashSet<string>(["S1", "S3", "s2", ""], StringComparer.Ordinal);
        var ids = model.Where(static offer => offer.Id % 2 == 0).Select(static offer => offer.Id).Append(999).ToHashSet();
        yield return new OfferSelection { Skus = skus };
        yield return new OfferSelection { Ids = ids };
        yield return new OfferSelection { Ids = ids, Skus = skus };
        yield return new OfferSelection { Ids = ids, Skus = skus, IdOrSku = true };
    }

    private static void Apply(KeyCrmCatalogue catalogue, List<KeyCrmOffer> model, int kind, int place, string sku)
    {
        var index = model.Count == 0 ? 0 : place % model.Count;
        if (kind is 0 or 1 || model.Count == 0)
        {
            var offer = new KeyCrmOffer { Id = catalogue.NextId(), Sku = sku };
            var position = kind == 0 ? model.Count : index;
            catalogue.AddOffer(offer, position);
            model.Insert(position, offer);
        }
        else if (kind == 2)
        {
            catalogue.RemoveOffer(model[index].Id);
            model.RemoveAt(index);
        }
        else
        {
            catalogue.SetSku(model[index].Id, sku);
            model[index] = model[index] with { Sku = sku };
        }
    }
}
