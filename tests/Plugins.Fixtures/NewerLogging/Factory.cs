using Connector.Abstractions;
using Microsoft.Extensions.Logging;

[assembly: StoreAdapter(typeof(Fixture.Factory), ContractVersion.Current)]

namespace Fixture;

public sealed class Factory : StoreAdapterFactory<FixtureOptions>
{
    public override string Name => "newer-logging";

    protected override IStoreAdapter Create(StoreContext context, FixtureOptions options) => new FixtureAdapter(() =>
    {
        context.Logger.LogInformation("dies here");
        return "";
    });
}
