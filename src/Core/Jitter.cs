namespace Connector.Core;

/// <summary>The chance in pauses, which keeps those who failed together from coming back together. A simulation puts its own in, to run the same way again.</summary>
internal static class Jitter
{
    /// <summary>Gives numbers from 0 to 1.</summary>
#pragma warning disable CA5394 // Pauses need no secrecy.
    public static Func<double> Next { get; set; } = Random.Shared.NextDouble;
#pragma warning restore CA5394
}
