using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Connector.Dashboard.Tests;

/// <summary>A real browser: Debian's chromium. Whatever its console complains of is kept.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly ConcurrentQueue<string> complaints = new();

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// <summary>Errors and warnings of every page so far.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox"] }));
    }

    /// <summary>A fresh window of its own.</summary>
    public async Task<IPage> OpenAsync(Uri address, string language = "en-US", int width = 1280, ColorScheme colours = ColorScheme.Light, bool isFromElsewhere = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.AbsoluteUri,
            Locale = language,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = colours,
            // As a proxy passes it on: then this machine's own requests need a sign-in too.
            ExtraHTTPHeaders = isFromElsewhere ? new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.7" } : null,
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Enqueue($"{page.Url}: {error}");
        return page;
    }

    /// <summary>Keeps a picture of a page among the run's results.</summary>
    public static async Task KeepAsync(IPage page, string name)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("CONNECTOR_PICTURES") ?? Path.Combine(Environment.GetEnvironmentVariable("TEST_RESULTS") ?? AppContext.BaseDirectory, "screenshots"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
