using Connector.Host.Receivers;
using Connector.Testing;
using Connector.Testing.Receivers;

namespace Connector.Samples.Tests.Receivers;

/// <summary>The sample receivers, as they run at a developer's, keep the contract.</summary>
public sealed class ReceiverSampleTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private const string Odd = @"Ї ""2""/b\c";

    [Theory]
    [InlineData("php")]
    [InlineData("aspnet")]
    public async Task A_sample_passes_receiver_test(string name)
    {
        await using var sample = await SampleReceiver.StartAsync(name, Secret);
        await PassesAsync(sample);
    }

    // A collation that takes "a" for "A", and a driver that gives numbers as text.
    [Fact]
    public async Task The_PHP_sample_passes_on_MariaDB_too()
    {
        var server = await MariaDbServer.GetAsync();
        await using var sample = await SampleReceiver.StartPhpAsync(await server.CreateDatabaseAsync(), Secret);
        await sample.AddAsync("a-1", 8);
        await PassesAsync(sample, "a-1|8");
    }

    [Theory]
    [InlineData("php")]
    [InlineData("aspnet")]
    public async Task While_the_secret_is_being_changed_both_are_good(string name)
    {
        var other = "whsec_" + Convert.ToBase64String(new byte[32]);
        await using var sample = await SampleReceiver.StartAsync(name, $"{other} {Secret}");
        await PassesAsync(sample);
    }

    [Fact]
    public async Task Without_a_secret_nobody_comes_in()
    {
        await using var sample = await SampleReceiver.StartAsync("php", "");
        using var http = ReceiverCaller.CreateClient();
        // The key that an empty secret would be.
        var caller = new ReceiverCaller(http, sample.Address.ToString(), new ReceiverKeys { Secret = "whsec_" }, TimeProvider.System);
        (await caller.GetAsync("capabilities", TestContext.Current.CancellationToken)).Status.ShouldBe(401);

        await Should.ThrowAsync<InvalidOperationException>(async () => await (await SampleReceiver.StartAsync("aspnet", "")).DisposeAsync());
    }

    private static async Task PassesAsync(SampleReceiver sample, params string[] before)
    {
        await sample.AddAsync("A-1", 3);
        await sample.AddAsync(Odd, 0);
        await sample.AddAsync("D", 1);
        await sample.AddAsync("D", 2);
        using var http = ReceiverCaller.CreateClient();
        var secret = sample.Secret.Split(' ')[^1];
        var test = new ReceiverTest(new ReceiverCaller(http, sample.Address.ToString(), new ReceiverKeys { Secret = secret }, TimeProvider.System), ["A-1", Odd], TimeProvider.System);

        var checks = new List<ReceiverCheck>();
        await foreach (var check in test.RunAsync(TestContext.Current.CancellationToken))
            checks.Add(check);

        checks.Where(check => check.Passed != true).ShouldBeEmpty(sample.Said);
        checks.Count.ShouldBe(27);
        (await sample.GoodsAsync()).ShouldBe([.. before, "A-1|3", $"{Odd}|0", "D|1", "D|2"]);
    }
}
