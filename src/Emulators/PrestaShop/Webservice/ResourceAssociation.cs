namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Rows of another resource that hang on an entity.</summary>
/// <param name="Name"><c>stock_availables</c>.</param>
/// <param name="Node"><c>stock_available</c>.</param>
/// <param name="Fields">Their fields, in order.</param>
/// <param name="Read">The rows of an entity in the shops of the request, each with a value for each field.</param>
internal sealed record ResourceAssociation(
    string Name,
    string Node,
    IReadOnlyList<string> Fields,
    Func<PrestaShopCatalogue, object, ShopContext, IEnumerable<int[]>> Read);
