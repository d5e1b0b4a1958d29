namespace Connector.Adapters.Http.Template.Placeholders;

/// <summary><c>{{name}}</c> or <c>{{name|filter}}</c>.</summary>
/// <param name="Name">The value it stands for.</param>
/// <param name="Filter">What becomes of the value.</param>
internal sealed record Placeholder(string Name, PlaceholderFilter Filter);
