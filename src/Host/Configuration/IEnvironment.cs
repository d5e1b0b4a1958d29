namespace Connector.Host.Configuration;

/// <summary>Where <c>${NAME}</c> gets its values.</summary>
internal interface IEnvironment
{
    /// <summary>A variable's value, or <see langword="null"/> when it is not set.</summary>
    string? Variable(string name);
}
