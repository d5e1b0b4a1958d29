using System.Net;
using System.Net.Http.Headers;
using Connector.Host.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Host.Tests.Plugins;

/// <summary>Which requests the host sends again by itself, and which never.</summary>
public sealed class RepeatedReadsTests : IDisposable
{
    private readonly FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly Shop shop = new();
    private readonly HttpClient client;

    public RepeatedReadsTests()
    {
        client = new HttpClient(new RepeatedReads(time, shop));
    }

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_that_met_a_busy_shop_is_sent_again(int status)
    {
        shop.Answers.Enqueue(() => new HttpResponseMessage((HttpStatusCode)status));
        shop.Answers.Enqueue(() => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        (await SendAsync(HttpMethod.Get)).StatusCode.ShouldBe(HttpStatusCode.OK);
        shop.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task A_shop_that_stays_busy_is_reported_after_three_tries()
    {
        for (var i = 0; i < 9; i++)
            shop.Answers.Enqueue(() => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        (await SendAsync(HttpMethod.Get)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        shop.Requests.ShouldBe(RepeatedReads.MaxAttempts);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task A_write_is_never_sent_again(string method)
    {
        shop.Answers.Enqueue(() => new HttpResponseMessage(HttpStatusCode.BadGateway));
        (await SendAsync(new HttpMethod(method))).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        shop.Answers.Enqueue(() => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        await Should.ThrowAsync<HttpRequestException>(() => SendAsync(new HttpMethod(method)));
        shop.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task A_signed_read_that_says_so_is_sent_once()
    {
        shop.Answers.Enqueue(() => new HttpResponseMessage(HttpStatusCode.BadGateway));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://shop.example/");
        request.Options.Set(new HttpRequestOptionsKey<bool>("connector.send-once"), true);
        (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        shop.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task What_another_try_would_not_change_is_reported_at_once(int status)
    {
        shop.Answers.Enqueue(() => new HttpResponseMessage((HttpStatusCode)status));
        ((int)(await SendAsync(HttpMethod.Get)).StatusCode).ShouldBe(status);
        shop.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_shop_that_cannot_be_reached_is_reported_at_once()
    {
        shop.Answers.Enqueue(() => throw new HttpRequestException(HttpRequestError.ConnectionError));
        await Should.ThrowAsync<HttpRequestException>(() => SendAsync(HttpMethod.Get));
        shop.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task The_pause_that_a_shop_asks_for_is_kept_and_a_long_one_is_left_to_the_adapter()
    {
        shop.Answers.Enqueue(() => Busy(TimeSpan.FromSeconds(15)));
        var began = time.GetUtcNow();
        (await SendAsync(HttpMethod.Get)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));

        shop.Answers.Enqueue(() => Busy(TimeSpan.FromMinutes(10)));
        var answer = await SendAsync(HttpMethod.Get);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(10));
        shop.Requests.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_really_sent_is_counted()
    {
        var count = new RequestCount(shop);
        using var counted = new HttpClient(new RepeatedReads(time, count));
        shop.Answers.Enqueue(() => new HttpResponseMessage(HttpStatusCode.BadGateway));
        await RunAsync(counted.GetAsync(new Uri("http://shop.example/"), TestContext.Current.CancellationToken));
        count.Sent.ShouldBe(2);
    }

    private static HttpResponseMessage Busy(TimeSpan retryAfter)
    {
        var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter = new RetryConditionHeaderValue(retryAfter);
        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, "http://shop.example/");
        return await RunAsync(client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    // The clock runs while the client waits for it.
    private async Task<HttpResponseMessage> RunAsync(Task<HttpResponseMessage> sending)
    {
        while (!sending.IsCompleted)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromMilliseconds(500));
        }

        return await sending;
    }

    private sealed class Shop : HttpMessageHandler
    {
        public Queue<Func<HttpResponseMessage>> Answers { get; } = new();

        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(Answers.TryDequeue(out var answer) ? answer() : new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
