using Connector.Abstractions;

#if NotAFactory
[assembly: StoreAdapter(typeof(Fixture.FixtureOptions), ContractVersion.Current)]
#elif OldContract
[assembly: StoreAdapter(typeof(Fixture.Factory), ContractVersion.Oldest - 1)]
#else
[assembly: StoreAdapter(typeof(Fixture.Factory), ContractVersion.Current)]
#endif
#if NameTwice
[assembly: StoreAdapter(typeof(Fixture.SecondFactory), ContractVersion.Current)]
#endif

namespace Fixture;

#if NotPublic
internal sealed class Factory : StoreAdapterFactory<FixtureOptions>
#elif Abstract
public abstract class Factory : StoreAdapterFactory<FixtureOptions>
#else
public sealed class Factory : StoreAdapterFactory<FixtureOptions>
#endif
{
#if Throws
    public Factory() => throw new InvalidOperationException("no licence found");
#elif NeedsArgument
    public Factory(string argument) => Name = argument;
#endif

#if NameThrows
    public override string Name => throw new InvalidOperationException("no name today");
#elif BadName
    public override string Name => "My Shop";
#elif NeedsArgument
    public override string Name { get; }
#else
    public override string Name => "faulty";
#endif

    protected override IStoreAdapter Create(StoreContext context, FixtureOptions options) => new FixtureAdapter(() => "");
}

#if NameTwice
public sealed class SecondFactory : StoreAdapterFactory<FixtureOptions>
{
    public override string Name => "faulty";

    protected override IStoreAdapter Create(StoreContext context, FixtureOptions options) => new FixtureAdapter(() => "");
}
#endif
