namespace Connector.Core.Ledger.Views;

/// <summary>How many numbers a store took in an hour.</summary>
/// <param name="Hour">When the hour began, UTC.</param>
/// <param name="Store">The store.</param>
/// <param name="Applied">Numbers that it took.</param>
/// <param name="Failed">Numbers that it did not take.</param>
public sealed record HourCount(DateTimeOffset Hour, string Store, int Applied, int Failed);
