using Connector.Emulators.Faults;
using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Two_accounts_live_side_by_side_with_their_own_keys_and_ports()
    {
        await using var first = await Account.OpenAsync(3, new KeyCrmEmulatorOptions { ApiKey = "one" });
        await using var second = await Account.OpenAsync(5, new KeyCrmEmulatorOptions { ApiKey = "two" });

        first.Emulator.BaseUrl.ToString().ShouldMatch(@"^http://127\.0\.0\.1:\d+/v1$");
        first.Emulator.BaseUrl.ShouldNotBe(second.Emulator.BaseUrl);
        (await first.PageAsync(1)).Int("total").ShouldBe(3);
        (await second.PageAsync(1)).Int("total").ShouldBe(5);
        using var crossed = await first.Http.GetAsync(second.Url("/offers/stocks"), TestContext.Current.CancellationToken);
        ((int)crossed.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task Chosen_port_is_taken_and_a_taken_port_is_an_error()
    {
        await using var first = await Account.OpenAsync();
        var options = new KeyCrmEmulatorOptions { Port = first.Emulator.BaseUrl.Port };

        await Should.ThrowAsync<IOException>(() => KeyCrmEmulator.StartAsync(options, TestContext.Current.CancellationToken));

        await first.DisposeAsync();
        await using var second = await KeyCrmEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        second.BaseUrl.Port.ShouldBe(options.Port);
    }

    [Fact]
    public async Task Stopping_breaks_answers_that_still_wait_in_virtual_time()
    {
        var time = new TimerWatch();
        var account = await Account.OpenAsync(1, new KeyCrmEmulatorOptions { TimeProvider = time });
        account.Emulator.Faults.Enqueue(HttpFault.Slow(TimeSpan.FromDays(1)));
        var answer = account.GetAsync("/offers/stocks");
        await time.NextWaitAsync();

        await account.Emulator.DisposeAsync();
        await account.Emulator.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => answer);
        account.Http.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopping_ends_deliveries_whose_receiver_never_answers(bool heldBack)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Gate = new TaskCompletionSource().Task;
        await using var account = await Account.OpenAsync(1);
        account.Emulator.Webhooks.Add(receiver.Url);
        if (heldBack)
            account.Emulator.Webhooks.Faults.Enqueue(WebhookFault.SwapWithNext);
        account.Catalogue.SetStock(1, 777);
        var delivered = account.Emulator.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);

        await account.Emulator.DisposeAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => delivered);
    }
}
