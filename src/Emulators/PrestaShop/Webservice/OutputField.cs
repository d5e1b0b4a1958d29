namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>A field in an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Value">Its value; null where PHP has null.</param>
/// <param name="Link">The resource whose id it is.</param>
/// <param name="IsSent">Whether the request set it: then it still is the text that was sent.</param>
internal readonly record struct OutputField(string Name, FieldKind Kind, string? Value, string? Link = null, bool IsSent = false);
