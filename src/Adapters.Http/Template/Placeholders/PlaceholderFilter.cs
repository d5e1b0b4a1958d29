namespace Connector.Adapters.Http.Template.Placeholders;

/// <summary>What a placeholder makes of its value.</summary>
internal enum PlaceholderFilter
{
    /// <summary>Nothing: text stays text, a number a number.</summary>
    None,

    /// <summary><c>{{ref|number}}</c>: text that is a number becomes one.</summary>
    Number,

    /// <summary><c>{{quantity|text}}</c>: a number becomes text.</summary>
    Text,
}
