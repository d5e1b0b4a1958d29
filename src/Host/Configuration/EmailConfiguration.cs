namespace Connector.Host.Configuration;

/// <summary>How e-mail is sent.</summary>
internal sealed record EmailConfiguration
{
    /// <summary>The mail server.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the way to it is kept secret.</summary>
    public required MailSecurity Security { get; init; }

    /// <summary>The name to sign in with.</summary>
    public string? User { get; init; }

    /// <summary>The password to sign in with. Secret.</summary>
    public string? Password { get; init; }

    /// <summary>The sender's address.</summary>
    public required string From { get; init; }

    /// <summary>The addresses of those who are told. Never empty.</summary>
    public required IReadOnlyList<string> To { get; init; }
}
