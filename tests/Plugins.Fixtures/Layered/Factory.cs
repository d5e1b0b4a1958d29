using Connector.Abstractions;

[assembly: StoreAdapter(typeof(Fixture.Factory), ContractVersion.Current)]

namespace Fixture;

public sealed class Factory : StoreAdapterFactory<FixtureOptions>
{
    public override string Name => "layered";

    protected override IStoreAdapter Create(StoreContext context, FixtureOptions options) => new FixtureAdapter(() => new Lowest().ToString()!);
}

public sealed class Lowest : Upper
{
}
