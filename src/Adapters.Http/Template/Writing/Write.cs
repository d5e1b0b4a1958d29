using Connector.Abstractions;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Writing;

/// <summary>One number on its way.</summary>
/// <param name="Change">What the host asked for.</param>
/// <param name="Id">What the site calls the product: its id, or its SKU where there is none.</param>
/// <param name="Scope">Its values.</param>
internal sealed record Write(StockChange Change, string Id, TemplateScope Scope);
