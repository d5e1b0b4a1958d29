namespace Connector.Dashboard.Tests;

/// <summary>Tests of what a person sees: a real browser before the running service, whose stores are right at the beginning.</summary>
public abstract class BrowserTests : IAsyncLifetime
{
    private protected Shop Shop { get; private set; } = null!;

    private protected Chromium Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shop = await Shop.OpenAsync();
        Browser = await Chromium.StartAsync();
        await Shop.RightAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
