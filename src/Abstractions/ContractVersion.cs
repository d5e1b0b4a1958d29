namespace Connector.Abstractions;

/// <summary>
/// The version of this contract. The constant is copied into a plug-in when it is compiled; the host accepts the range from
/// <see cref="Oldest"/> to <see cref="Current"/> and refuses anything else with a sentence that says which side is older.
/// </summary>
public static class ContractVersion
{
    /// <summary>The version this assembly describes.</summary>
    public const int Current = 1;

    /// <summary>The oldest version the host of this assembly still accepts.</summary>
    public const int Oldest = 1;
}
