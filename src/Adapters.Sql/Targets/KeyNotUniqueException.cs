namespace Connector.Adapters.Sql.Targets;

/// <summary>A key met more than one row: writing by it would put one row's number into another.</summary>
internal sealed class KeyNotUniqueException(string key) : Exception($"The key {key} meets more than one row.")
{
    /// <summary>The key, or how many rows a whole batch met.</summary>
    public string Key { get; } = key;
}
