namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>An entity in an answer.</summary>
internal sealed record OutputRow
{
    public required IReadOnlyList<OutputField> Fields { get; init; }

    public IReadOnlyList<OutputAssociation> Associations { get; init; } = [];

    public static OutputRow Of(object entity, DisplayFields display, PrestaShopCatalogue catalogue, ShopContext shops) => new()
    {
        Fields = [.. display.Fields.Select(field => new OutputField(field.Name, field.Kind, field.Read(entity), field.Link))],
        Associations =
        [
            .. display.Associations.Select(shown => new OutputAssociation(
                shown.Association,
                [
                    .. shown.Association.Read(catalogue, entity, shops).Select(values =>
                        shown.Association.Fields.Zip(values).Where(field => shown.Fields.Contains(field.First)).ToArray()),
                ])),
        ],
    };
}
