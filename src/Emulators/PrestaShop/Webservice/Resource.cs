namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>A kind of thing that the webservice shows.</summary>
internal sealed record Resource
{
    /// <summary><c>stock_availables</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>stock_available</c>.</summary>
    public required string Node { get; init; }

    /// <summary>PHP's class, as messages name it.</summary>
    public required string ClassName { get; init; }

    public required IReadOnlyList<ResourceField> Fields { get; init; }

    public IReadOnlyList<ResourceAssociation> Associations { get; init; } = [];

    /// <summary>Everything there is, in the order of ids.</summary>
    public required Func<PrestaShopCatalogue, IEnumerable<object>> All { get; init; }

    public required Func<PrestaShopCatalogue, int, object?> Find { get; init; }

    public required Func<object, ShopContext, bool> InShop { get; init; }

    /// <summary>Whether lists show only what belongs to the shops of the request.</summary>
    public bool ListFollowsShop { get; init; }

    public IReadOnlyList<string> ForbiddenMethods { get; init; } = [];

    public ResourceField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
