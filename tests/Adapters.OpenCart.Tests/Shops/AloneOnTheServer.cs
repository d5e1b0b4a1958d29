namespace Connector.Adapters.OpenCart.Tests.Shops;

/// <summary>Tests that measure the server or change its settings: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneOnTheServer
{
    public const string Name = "alone on the server";
}
