namespace Connector.Abstractions.Tests;

/// <summary>The promises of the contract that a compiler does not hold.</summary>
public sealed class ContractTests
{
    [Fact]
    public void A_forgotten_status_is_never_a_success() => default(StockStatus).ShouldBe(StockStatus.Failed);

    [Fact]
    public void The_assembly_version_stays_for_the_whole_major() =>
        typeof(IStoreAdapter).Assembly.GetName().Version.ShouldBe(new Version(1, 0, 0, 0));

    [Fact]
    public void The_host_accepts_its_own_version() => ContractVersion.Current.ShouldBeGreaterThanOrEqualTo(ContractVersion.Oldest);

    [Fact]
    public void A_listing_tracks_stock_unless_it_says_otherwise() =>
        new Listing { Ref = new ListingRef("1"), Sku = "A" }.TracksStock.ShouldBeTrue();

    [Fact]
    public void A_factory_refuses_options_of_another_class()
    {
        IStoreAdapterFactory factory = new Factory();
        factory.OptionsType.ShouldBe(typeof(Options));
        Should.Throw<ArgumentException>(() => factory.Create(new Context(), "options"));
        Should.Throw<ArgumentNullException>(() => factory.Create(null!, new Options()));
    }

    [Fact]
    public void A_failure_keeps_its_kind_and_its_cause()
    {
        var cause = new TimeoutException();
        var failure = new StoreException(StoreFailure.Throttled, "slow down", cause) { RetryAfter = TimeSpan.FromSeconds(7) };
        (failure.Failure, failure.InnerException, failure.RetryAfter).ShouldBe((StoreFailure.Throttled, (Exception)cause, TimeSpan.FromSeconds(7)));
    }

    private sealed class Options;

    private sealed class Factory : StoreAdapterFactory<Options>
    {
        public override string Name => "test";

        protected override IStoreAdapter Create(StoreContext context, Options options) => throw new InvalidOperationException("not reached");
    }

    private sealed class Context : StoreContext
    {
        public override StoreId StoreId => new("test");

        public override Microsoft.Extensions.Logging.ILogger Logger => Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public override TimeProvider TimeProvider => TimeProvider.System;

        public override HttpClient HttpClient => throw new InvalidOperationException("not asked for");

        public override string ConfigurationFolder => "/";
    }
}
