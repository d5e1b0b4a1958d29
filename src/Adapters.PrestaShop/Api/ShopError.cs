namespace Connector.Adapters.PrestaShop.Api;

/// <summary>One error of the webservice.</summary>
/// <param name="Code">85, 92, … as PrestaShop numbers them; 3 and 2 are warnings of PHP.</param>
/// <param name="Message">For people, readable.</param>
internal sealed record ShopError(int Code, string Message)
{
    /// <summary>The code as the journal keeps it: <c>prestashop.85</c>.</summary>
    public string Name => FormattableString.Invariant($"prestashop.{Code}");
}
