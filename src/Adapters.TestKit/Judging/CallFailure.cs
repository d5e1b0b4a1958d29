using System.Data.Common;
using System.Net.Sockets;
using Connector.Abstractions;

namespace Connector.Adapters.TestKit;

/// <summary>What the host makes of an exception: the same table as the host's own.</summary>
internal static class CallFailure
{
    /// <summary>The kind, or <see langword="null"/> for an exception that counts as the plug-in's own fault.</summary>
    public static StoreFailure? Kind(Exception exception) => exception switch
    {
        StoreException store => store.Failure,
        HttpRequestException or TimeoutException or DbException or IOException or SocketException or OperationCanceledException => StoreFailure.Unreachable,
        _ => null,
    };

    /// <summary>The exception in one line.</summary>
    public static string Say(Exception exception) => exception is StoreException store
        ? $"threw StoreException {store.Failure}{(store.RetryAfter is { } after ? $" (RetryAfter {after})" : "")}: {store.Message}"
        : $"threw {exception.GetType().Name}: {exception.Message}";
}
