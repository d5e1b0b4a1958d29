using System.Net;
using System.Text.Json;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>What came back from a shop.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body without what modules print before it.</param>
/// <param name="Json">The body, if it is JSON.</param>
/// <param name="Errors">The shop's own errors, in its order: the first one is the cause.</param>
/// <param name="Version">PSWS-Version; <see langword="null"/> if it is not told.</param>
/// <param name="Location">The host that a redirect names, never the rest: it repeats the key.</param>
/// <param name="RetryAfter">How long the shop asked to be left alone.</param>
internal sealed record ShopAnswer(
    HttpStatusCode Status, string Text, JsonElement? Json, IReadOnlyList<ShopError> Errors, Version? Version, string? Location, TimeSpan? RetryAfter)
{
    /// <summary>The code of the first error; 0 if there is none.</summary>
    public int Code => Errors.Count > 0 ? Errors[0].Code : 0;

    /// <summary>Whether the webservice itself answered, as opposed to a web server or a page of the shop.</summary>
    public bool IsOfWebservice => Json is not null || Errors.Count > 0 || Text.StartsWith("<?xml", StringComparison.Ordinal) || (Status == HttpStatusCode.Unauthorized && Text.StartsWith("401", StringComparison.Ordinal));
}

/// <summary>One error of the webservice.</summary>
/// <param name="Code">PrestaShop's number: 18, 85, 92, …</param>
/// <param name="Message">For people.</param>
internal sealed record ShopError(int Code, string Message);
