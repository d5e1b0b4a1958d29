namespace Connector.Host.Configuration.Sections;

/// <summary>One webhook secret, or the old and the new one while they are changed over.</summary>
internal sealed class WebhookSecrets(IReadOnlyList<string> values)
{
    /// <summary>The secrets, one or two.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
