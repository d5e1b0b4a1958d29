using Connector.Abstractions;
using Microsoft.Extensions.Logging;

namespace Connector.Core.Sync;

/// <summary>Every line that a pass over a store logs.</summary>
internal static partial class StoreSyncLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: writing {Count} numbers failed ({Failure}): {Problem} They are sent again, or kept for the next pass.")]
    public static partial void BatchFailed(ILogger logger, string store, int count, StoreFailure failure, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: {Holder} is writing to this store; waiting for it.")]
    public static partial void WaitingForLease(ILogger logger, string store, string holder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: the store could not be read whole: {Problem} It is read again from the beginning in {Seconds} seconds; nothing is written until a reading is whole.")]
    public static partial void ReadingAgain(ILogger logger, string store, string problem, int seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Store}: {Count} changes of a run that was cut are settled by what the store holds.")]
    public static partial void CutRunSettled(ILogger logger, string store, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: the plan is held: {Reason}. Nothing is written until a person says so: connector approve {Store}, or connector reject {Store}.")]
    public static partial void Held(ILogger logger, string store, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Store}: {Problem} Nothing more is written to this store in this pass; other stores go on.")]
    public static partial void StoreFailed(ILogger logger, string store, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Store}: {Applied} of {Changes} changes are in the store.")]
    public static partial void Finished(ILogger logger, string store, int applied, int changes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store}: {Count} changes are held: {Reason}. They wait for a person, and are kept up to date meanwhile: connector approve {Store}, or connector reject {Store}. Everything else of the store goes on.")]
    public static partial void PartHeld(ILogger logger, string store, int count, string reason);
}
