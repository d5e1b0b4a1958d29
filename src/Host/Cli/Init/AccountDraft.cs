namespace Connector.Host.Cli.Init;

/// <summary>A keyCRM account as a person described it.</summary>
internal sealed record AccountDraft
{
    /// <summary>The key, or what names it: <c>${KEYCRM_API_KEY}</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The API's address; <see langword="null"/> for keyCRM's own.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Whether keyCRM took the key.</summary>
    public bool IsTested { get; init; }

    /// <summary>The warehouses found, by id; empty when keyCRM was not asked.</summary>
    public IReadOnlyDictionary<long, string> Warehouses { get; init; } = new Dictionary<long, string>();
}
