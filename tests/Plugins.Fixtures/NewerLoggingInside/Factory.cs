using Connector.Abstractions;

[assembly: StoreAdapter(typeof(Fixture.Factory), ContractVersion.Current)]

namespace Fixture;

public sealed class Factory : StoreAdapterFactory<FixtureOptions>
{
    public override string Name => "newer-logging-inside";

    protected override IStoreAdapter Create(StoreContext context, FixtureOptions options) => new FixtureAdapter(() => Chatty.Describe());
}
