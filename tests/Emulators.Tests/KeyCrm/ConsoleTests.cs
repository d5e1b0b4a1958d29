using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class ConsoleTests
{
    private static async Task<string[]> RunAsync(Account account, params string[] lines)
    {
        using var input = new StringReader(string.Join('\n', lines));
        using var output = new StringWriter { NewLine = "\n" };
        await new KeyCrmConsole(account.Emulator, input, output).RunAsync(TestContext.Current.CancellationToken);
        return output.ToString().TrimEnd().Split('\n');
    }

    private static async Task<Account> OpenAsync()
    {
        var account = await Account.OpenAsync();
        account.Catalogue.AddOffer(7, "A 1", 5, 1);
        account.Catalogue.AddOffer(8, null, 2.5m);
        return account;
    }

    [Fact]
    public async Task Lines_change_the_catalogue()
    {
        await using var account = await OpenAsync();

        await RunAsync(account, "set 7 9", "set 7 3.5 0 4", "sku 7 B 2/3", "remove 8", "quit", "remove 7");

        var offer = account.Catalogue.Snapshot().ShouldHaveSingleItem();
        offer.Sku.ShouldBe("B 2/3");
        offer.Stocks.ShouldBe([new(1, 9, 1), new(4, 3.5m, 0)]);
    }

    [Fact]
    public async Task Offers_and_requests_are_shown()
    {
        await using var account = await OpenAsync();
        await account.PageAsync(1);

        var shown = await RunAsync(account, "offers", "", "requests");

        shown[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["7", "A", "1", "5", "1", "reserved"]);
        shown[1].ShouldContain("(no SKU)");
        shown[2].ShouldBe("1 requests, 0 refused, at most 1 in a minute");
    }

    [Fact]
    public async Task Webhook_is_called_after_its_registration()
    {
        await using var account = await OpenAsync();
        await using var receiver = await WebhookReceiver.StartAsync();

        await RunAsync(account, "set 7 1", $"webhook {receiver.Url} 4", "set 7 3 0 4", "set 7 6 0 1");
        await account.Emulator.Webhooks.WhenDeliveredAsync(TestContext.Current.CancellationToken);

        receiver.Calls.ShouldHaveSingleItem().ShouldHaveSingleItem().InStock.ShouldBe(3);
    }

    [Fact]
    public async Task Faults_strike_once_by_name_always_by_chance_and_end_with_calm()
    {
        await using var account = await OpenAsync();

        await RunAsync(account, "fault status 503");
        using var once = await account.GetAsync("/offers");
        using var after = await account.GetAsync("/offers");
        await RunAsync(account, "chance 100 html");
        using var always = await account.GetAsync("/offers");
        await RunAsync(account, "calm");
        using var calm = await account.GetAsync("/offers");

        new[] { once, after, always, calm }.Select(static answer => (int)answer.StatusCode).ShouldBe([503, 200, 502, 200]);
    }

    [Fact]
    public async Task Every_fault_of_the_help_can_be_given()
    {
        await using var account = await OpenAsync();
        var help = await RunAsync(account, "help");
        var names = help.SkipWhile(static line => !line.StartsWith("Faults", StringComparison.Ordinal)).Skip(1)
            .Select(static line => line.Trim().Split(' ')[0]).ToArray();

        var answers = await RunAsync(account, [.. names.Select(static name => $"fault {name}")]);

        names.Length.ShouldBeGreaterThan(15);
        answers.ShouldAllBe(static answer => answer.StartsWith("done"));
        account.Emulator.Faults.Take(new KeyCrmRequest
        {
            Number = 1,
            At = DateTimeOffset.UnixEpoch,
            Method = "GET",
            Path = "/offers",
            Query = new Dictionary<string, string>(),
        }).ShouldHaveSingleItem().Name.ShouldBe("status 500");
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("set 7")]
    [InlineData("set seven 1")]
    [InlineData("set 99 1")]
    [InlineData("set 7 1 0 33")]
    [InlineData("webhook nowhere")]
    [InlineData("fault")]
    [InlineData("fault boredom")]
    [InlineData("fault status many")]
    [InlineData("fault status 42")]
    [InlineData("fault cut 100")]
    [InlineData("chance 200 drop")]
    public async Task Wrong_line_is_explained_and_changes_nothing(string line)
    {
        await using var account = await OpenAsync();

        var answer = await RunAsync(account, line);

        answer.ShouldHaveSingleItem().ShouldEndWith("Type “help” for all commands.");
        account.Catalogue.Find(7)!.Quantity.ShouldBe(5);
        (await account.PageAsync(1)).Int("total").ShouldBe(2);
        account.Emulator.Requests.Log[0].Faults.ShouldBeEmpty();
    }
}
