using System.Net;
using Connector.Abstractions;
using Connector.Emulators.Faults;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Shops;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Adapters.Http.Tests.Template;

/// <summary>What goes wrong with a whole call, while reading and while writing.</summary>
public sealed class FailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<ShopFault, StoreFailure> Refusals => new()
    {
        { ShopFault.Refused(401, "{}"), StoreFailure.Unauthorized },
        { ShopFault.Refused(403, "{}"), StoreFailure.Unauthorized },
        { ShopFault.RefusedWithHtml(403), StoreFailure.Unauthorized },
        { ShopFault.Refused(429, "{}"), StoreFailure.Throttled },
        { ShopFault.Refused(509, "{}"), StoreFailure.Throttled },
        { ShopFault.Refused(500, "{}"), StoreFailure.Unreachable },
        { ShopFault.RefusedWithHtml(502), StoreFailure.Unreachable },
        { ShopFault.Refused(503, "{}"), StoreFailure.Unreachable },
        { ShopFault.RefusedWithHtml(200), StoreFailure.Protocol },
        { ShopFault.Refused(200, "{\"data\":["), StoreFailure.Protocol },
        { ShopFault.Refused(200, "Warning: mysqli {\"data\":[]}", "text/html"), StoreFailure.Protocol },
        { ShopFault.Refused(301, ""), StoreFailure.Misconfigured },
        { ShopFault.Refused(405, "{}"), StoreFailure.Misconfigured },
        { ShopFault.RefusedWithHtml(404), StoreFailure.Misconfigured },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refused_reading_and_a_refused_write_fail_as_the_same_kind(ShopFault fault, StoreFailure expected)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest);
        site.Shop.Catalogue.Add("A", 1);
        var reference = (await site.ReadAsync())[0].Ref;
        // A write that fails like an outage is read back, and that fails too.
        site.Shop.Faults.Enqueue(fault, fault, fault);

        var reading = await site.FailsAsync();
        var writing = await Should.ThrowAsync<StoreException>(() => site.SetAsync(new StockChange { Ref = reference, Sku = "A", Quantity = 2 }));

        reading.Failure.ShouldBe(expected);
        writing.Failure.ShouldBe(expected);
        writing.Message.ShouldContain("PUT /products/1");
        (reading.ToString() + writing).ShouldNotContain("own-api-token");
        site.Holds("A").ShouldBe(1);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Retry_after_is_passed_on(int status)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest);
        site.Shop.Faults.Enqueue(ShopFault.Refused(status, "{}", retryAfterSeconds: 7));

        var failure = await site.FailsAsync();

        failure.Failure.ShouldBe(StoreFailure.Throttled);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_batch_that_is_not_taken_as_a_whole_is_left_to_the_host_to_split(int status)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, WriteTests.Batch);
        site.Shop.Faults.OnWrite(ShopFault.Refused(status, "{}"));
        (await Should.ThrowAsync<StoreException>(() => site.SetAsync(("A", 1), ("B", 2)))).Failure.ShouldBe(StoreFailure.Protocol);
    }

    [Fact]
    public async Task A_batch_that_dies_half_way_converges_when_it_is_sent_again()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, WriteTests.Batch);
        foreach (var sku in new[] { "A", "B", "C" })
            site.Shop.Catalogue.Add(sku, 1);
        site.Shop.Faults.OnWrite(ShopFault.DiesAfter(2, 500, "<html>"));

        (await Should.ThrowAsync<StoreException>(() => site.SetAsync(("A", 5), ("B", 6), ("C", 7)))).Failure.ShouldBe(StoreFailure.Unreachable);
        await site.SetAsync(("A", 5), ("B", 6), ("C", 7));

        new[] { "A", "B", "C" }.Select(site.Holds).ShouldBe([5, 6, 7]);
        site.Shop.Catalogue.Changes.ShouldBe(3);
    }

    [Theory]
    [InlineData(OwnApiStyle.GraphQl)]
    [InlineData(OwnApiStyle.HoroshopLike)]
    public async Task A_batch_that_dies_half_way_is_read_back_where_the_site_can_be_asked(OwnApiStyle style)
    {
        await using var site = await TemplateSite.StartAsync(style);
        foreach (var sku in new[] { "A", "B", "C" })
            site.Shop.Catalogue.Add(sku, 1);
        site.Shop.Faults.When(request => request.Text.Contains("quantity\":5"), ShopFault.DiesAfter(2, 500, "<html>"), times: 1);

        var outcomes = await site.SetAsync(("A", 5), ("B", 6), ("C", 7));

        outcomes.Select(o => o.Status).ShouldBe([StockStatus.Applied, StockStatus.Applied, StockStatus.Failed]);
        outcomes.Select(o => o.Current).ShouldBe([5, 6, 1]);
        outcomes[0].Error!.Code.ShouldBe("http.read_back");
        outcomes.ShouldAllBe(o => !o.Error!.Message.Contains("own-api-token"));
    }

    [Fact]
    public async Task A_batch_of_which_nothing_is_done_fails_as_a_whole()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.GraphQl);
        site.Shop.Catalogue.Add("A", 1);
        site.Shop.Faults.When(request => request.Text.Contains("quantity\":5"), ShopFault.DiesAfter(0, 500, "<html>"), times: 1);
        (await Should.ThrowAsync<StoreException>(() => site.SetAsync(("A", 5)))).Failure.ShouldBe(StoreFailure.Unreachable);
    }

    [Fact]
    public async Task A_write_that_was_done_and_whose_answer_was_lost_counts_as_done()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest);
        site.Shop.Catalogue.Add("A", 1);
        var reference = (await site.ReadAsync())[0].Ref;
        site.Shop.Faults.OnWrite(HttpFault.Drop());

        var outcome = (await site.SetAsync(new StockChange { Ref = reference, Sku = "A", Quantity = 5 }))[0];

        (outcome.Status, outcome.Current, outcome.Error!.Code).ShouldBe((StockStatus.Applied, 5m, "http.read_back"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_breaks_is_unreachable(bool inTheMiddle)
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest);
        site.Shop.Faults.Enqueue(inTheMiddle ? HttpFault.CutBody() : HttpFault.Drop());
        (await site.FailsAsync()).Failure.ShouldBe(StoreFailure.Unreachable);
    }

    [Fact]
    public async Task A_site_that_does_not_answer_in_time_is_unreachable()
    {
        var time = new FakeTimeProvider();
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, """{ "preset": "rest", "auth": { "secret": "own-api-token" }, "limits": { "timeout": "00:00:20" } }""", time);
        site.Shop.Faults.Enqueue(HttpFault.Slow(TimeSpan.FromHours(1)));

        var reading = site.FailsAsync();
        while (site.Shop.Requests.Total == 0)
            await Task.Delay(5, Token);
        time.Advance(TimeSpan.FromSeconds(21));

        var failure = await reading;
        failure.Failure.ShouldBe(StoreFailure.Unreachable);
        failure.Message.ShouldContain("within 20 s");
    }

    [Fact]
    public async Task A_call_that_is_given_up_is_cancelled_and_not_a_failure_of_the_site()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest, WriteTests.Batch);
        site.Shop.Faults.Enqueue(HttpFault.Slow(TimeSpan.FromHours(1)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var writing = site.Adapter.SetStockAsync([new StockChange { Ref = new ListingRef("sku/A"), Sku = "A", Quantity = 1 }], stop.Token);
        while (site.Shop.Requests.Total == 0)
            await Task.Delay(5, Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_json_does_no_harm()
    {
        await using var site = await TemplateSite.StartAsync(OwnApiStyle.Rest);
        site.Shop.Catalogue.Add("A", 1);
        site.Shop.Faults.Enqueue(HttpFault.EditBody(body => "\uFEFF" + body));
        (await site.ReadAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_is_said_with_its_host_and_without_its_query()
    {
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var answering = Task.Run(async () =>
        {
            var call = await listener.GetContextAsync();
            call.Response.StatusCode = 302;
            call.Response.Headers["Location"] = "https://login.example/enter?token=hush";
            call.Response.Close();
        }, Token);
        using var context = new TemplateContext();
        await using var adapter = Adapters.Http.Template.TemplateAdapter.Create(context, new Uri($"http://127.0.0.1:{port}"), "own-api-token", TemplateSite.Options("""{ "preset": "rest" }"""));

        var failure = await Should.ThrowAsync<StoreException>(() => adapter.CheckHealthAsync(Token));
        await answering;

        failure.Failure.ShouldBe(StoreFailure.Misconfigured);
        failure.Message.ShouldContain("login.example");
        failure.Message.ShouldNotContain("hush");
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
