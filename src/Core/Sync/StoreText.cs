using Connector.Abstractions;

namespace Connector.Core.Sync;

/// <summary>What adapters say, as it is shown.</summary>
public static class StoreText
{
    /// <summary>A message without the store's own name before it: whoever shows it names the store.</summary>
    public static string WithoutName(StoreId store, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var prefix = store.Value + ": ";
        return message.StartsWith(prefix, StringComparison.Ordinal) ? message[prefix.Length..] : message;
    }
}
