using System.IO.Compression;
using System.Net;
using System.Text;
using Connector.Abstractions;
using Connector.Host.Plugins;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Host.Tests.Plugins;

public sealed class HostStoreContextTests : IAsyncLifetime
{
    private readonly WebApplication shop = CreateShop();
    private readonly HostStoreContext context = new(new StoreId("shop-ua"), NullLoggerFactory.Instance, new FakeTimeProvider(), "/etc/connector");

    private Uri Url => new(shop.Urls.Single());

    public async ValueTask InitializeAsync() => await shop.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        context.Dispose();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task HttpClient_Redirect_IsNotFollowed()
    {
        using var answer = await context.HttpClient.PutAsync(new Uri(Url, "/moved"), null, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/elsewhere");
    }

    [Fact]
    public async Task HttpClient_Cookies_AreNotSentBack()
    {
        (await ReadAsync("/cookie")).ShouldBe("");
        (await ReadAsync("/cookie")).ShouldBe("");
    }

    [Fact]
    public async Task HttpClient_CompressedAnswer_IsUnpacked() => (await ReadAsync("/packed")).ShouldBe("Кількість");

    [Fact]
    public async Task HttpClient_SaysWhoItIs() => (await ReadAsync("/agent")).ShouldMatch(@"\Aconnector/\d+\.\d+\.\d+[-.\w]*\z");

    [Fact]
    public void HttpClient_HasAnEndToItsPatience() => context.HttpClient.Timeout.ShouldBe(TimeSpan.FromSeconds(100));

    [Fact]
    public void Context_LendsWhatItWasGiven()
    {
        context.StoreId.Value.ShouldBe("shop-ua");
        context.ConfigurationFolder.ShouldBe("/etc/connector");
        context.TimeProvider.ShouldBeOfType<FakeTimeProvider>();
    }

    private Task<string> ReadAsync(string path) => context.HttpClient.GetStringAsync(new Uri(Url, path), TestContext.Current.CancellationToken);

    private static WebApplication CreateShop()
    {
        var shop = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Microsoft.AspNetCore.Hosting.WebHostBuilderKestrelExtensions.UseKestrelCore(shop.WebHost);
        var application = shop.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.Run(AnswerAsync);
        return application;
    }

    private static async Task AnswerAsync(HttpContext call)
    {
        switch (call.Request.Path.Value)
        {
            case "/moved":
                call.Response.Redirect("/elsewhere");
                break;
            case "/cookie":
                call.Response.Headers.SetCookie = "session=1; Path=/";
                await call.Response.WriteAsync(call.Request.Headers.Cookie.ToString());
                break;
            case "/packed":
                call.Response.Headers.ContentEncoding = "gzip";
                await using (var packed = new GZipStream(call.Response.Body, CompressionLevel.Fastest))
                    await packed.WriteAsync(Encoding.UTF8.GetBytes("Кількість"));
                break;
            default:
                await call.Response.WriteAsync(call.Request.Headers.UserAgent.ToString());
                break;
        }
    }
}
