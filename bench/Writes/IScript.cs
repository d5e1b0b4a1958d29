namespace Connector.Bench.Writes;

/// <summary>A naive way to bring a shop to what keyCRM says. It does not know what has changed, so it writes everything.</summary>
internal interface IScript
{
    /// <summary>What it does once, before the first SKU.</summary>
    Task BeginAsync();

    /// <summary>Brings these offers of the catalogue to the numbers of a round.</summary>
    Task WriteAsync(IReadOnlyList<int> numbers, int round);
}
