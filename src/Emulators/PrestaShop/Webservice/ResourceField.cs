namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>A field of a resource.</summary>
/// <param name="Name">As in the webservice.</param>
/// <param name="Kind">How it is compared and written.</param>
/// <param name="Read">Its value in an entity.</param>
internal sealed record ResourceField(string Name, FieldKind Kind, Func<object, string> Read)
{
    /// <summary>The resource whose id it is; XML links to it unless it is 0.</summary>
    public string? Link { get; init; }

    /// <summary>Whether lists can be filtered by it. Dates can with <c>date=1</c> only.</summary>
    public bool Filterable { get; init; } = true;

    /// <summary>Whether PUT must send it.</summary>
    public bool Required { get; init; }
}
