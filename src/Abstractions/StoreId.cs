namespace Connector.Abstractions;

/// <summary>The name of a configured store: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
/// <param name="Value">The name as adapters.json spells it.</param>
public readonly record struct StoreId(string Value)
{
    /// <summary>The name as adapters.json spells it.</summary>
    public override string ToString() => Value;
}
