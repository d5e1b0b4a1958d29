namespace Connector.Host.Configuration;

/// <summary>The variables of this process.</summary>
internal sealed class ProcessEnvironment : IEnvironment
{
    /// <inheritdoc />
    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
