namespace Connector.Adapters.File.Options;

/// <summary>What is written besides the whole file.</summary>
public enum FeedMode
{
    /// <summary>Nothing.</summary>
    Full,

    /// <summary>A numbered file with the changed SKUs of each writing.</summary>
    Delta,
}
