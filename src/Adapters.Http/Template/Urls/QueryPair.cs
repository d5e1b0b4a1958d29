using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Urls;

/// <summary>A parameter of a query.</summary>
/// <param name="Name">Its name, encoded.</param>
/// <param name="Value">Its value; <see langword="null"/> where it has no equals sign.</param>
internal sealed record QueryPair(string Name, TextTemplate? Value);
