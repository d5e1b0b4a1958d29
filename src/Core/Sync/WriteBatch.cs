namespace Connector.Core.Sync;

/// <summary>Changes that go to the store in one call.</summary>
/// <param name="Items">At least one, each for another listing.</param>
/// <param name="Failures">How often these items, or more with them, failed as a whole since the batch was last split.</param>
/// <param name="NotBefore">The clock's timestamp before which it is not sent.</param>
internal sealed record WriteBatch(IReadOnlyList<WriteItem> Items, int Failures = 0, long NotBefore = 0);
