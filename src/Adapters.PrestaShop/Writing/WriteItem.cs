using Connector.Abstractions;
using Connector.Adapters.PrestaShop.Listings;

namespace Connector.Adapters.PrestaShop.Writing;

/// <summary>One number on its way into one row.</summary>
/// <param name="Change">What the host asked for.</param>
/// <param name="Place">Where.</param>
/// <param name="Quantity">What is sent.</param>
internal sealed record WriteItem(StockChange Change, StockRef Place, int Quantity);
