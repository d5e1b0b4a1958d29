namespace Connector.Emulators.KeyCrm;

/// <summary>A warehouse of the account. No endpoint lists them; their ids show only in an offer's rows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, which a person may change at any time.</param>
public sealed record KeyCrmWarehouse(int Id, string Name);
