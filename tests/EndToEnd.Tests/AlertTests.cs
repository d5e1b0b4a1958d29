using System.Text;
using System.Text.Json.Nodes;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Connector.Testing.Alerts;
using Microsoft.Extensions.Time.Testing;

namespace Connector.EndToEnd.Tests;

/// <summary>Whom the service tells of what, in virtual time, and `alert-test`.</summary>
public sealed class AlertTests
{
    private const int Offers = 20;

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_condition_is_told_once_and_when_it_has_cleared()
    {
        await using var hooks = await HookReceiver.StartAsync();
        await using var telegram = await TelegramEmulator.StartAsync();
        await using var world = await SiteWorld.CreateAsync(Offers, quantity: 5);
        await using var well = (await ReceiverEmulator.StartAsync(new ReceiverOptions { TimeProvider = time }, CancellationToken.None)).Filled(Offers);
        await using var down = (await ReceiverEmulator.StartAsync(new ReceiverOptions { TimeProvider = time }, CancellationToken.None)).Filled(Offers);
        await using var refuses = (await ReceiverEmulator.StartAsync(new ReceiverOptions { TimeProvider = time }, CancellationToken.None)).Filled(Offers);
        world.Configuration["stores"]!.AsObject().Clear();
        foreach (var (name, shop) in new[] { ("well", well), ("down", down), ("refuses", refuses) })
            world.Configuration["stores"]![name] = shop.Store();
        world.Configuration["stores"]!["well"]!["guard"] = new JsonObject { ["minItems"] = 5 };
        world.Configuration["accounts"]!["main"]!["webhook"] = new JsonObject { ["secret"] = "hook-secret-0123456789" };
        world.Configuration["alerts"] = new JsonObject
        {
            ["noWebhookFor"] = "00:10:00",
            ["diskFree"] = 0,
            ["webhook"] = new JsonObject { ["url"] = hooks.Address.AbsoluteUri },
            ["telegram"] = new JsonObject { ["botToken"] = TelegramEmulator.Token, ["chatId"] = TelegramEmulator.Chat, ["baseUrl"] = telegram.Address.AbsoluteUri },
        };
        telegram.Refusal = (502, "<html>");
        await using var service = await TimedService.StartAsync(world, time);
        await service.UntilAsync(() => well.IsRight(world) && down.IsRight(world) && refuses.IsRight(world));
        hooks.Posts.ShouldBeEmpty();

        down.Faults.When(_ => true, ShopFault.Refused(500, "{}"));
        refuses.Faults.When(_ => true, ShopFault.Refused(401, "{}"));
        for (var offer = 1; offer <= Offers; offer++)
            world.KeyCrm.Catalogue.SetStock(offer, offer <= 10 ? 0 : 7);
        await service.UntilAsync(() => Told(hooks).Count == 4);
        world.KeyCrm.Faults.When(_ => true, Emulators.Faults.HttpFault.Status(401));
        await service.UntilAsync(() => Told(hooks).Count == 5);
        Told(hooks).ShouldBe(
            ["raised plan-held well", "raised store-down down", "raised store-stopped refuses", "raised webhooks-silent main", "raised key-refused main"], ignoreOrder: true);

        telegram.Messages.ShouldBeEmpty();
        telegram.Refusal = null;
        await service.UntilAsync(() => telegram.Messages.Count > 0);
        foreach (var word in new[] { "well", "down", "refuses", "keyCRM refuses the key", "no webhooks" })
            telegram.Messages[0].ShouldContain(word, customMessage: "everything in one message when it works again");

        // What waits for an answer is answered, what was refused is asked again.
        var address = await service.AddressAsync();
        using var http = new HttpClient(new SocketsHttpHandler());
        var status = JsonNode.Parse(await http.GetStringAsync(new Uri(address, "api/v1/status"), Token))!;
        status["alerts"]!.AsArray().Count.ShouldBe(5);
        world.KeyCrm.Faults.Clear();
        down.Faults.Clear();
        refuses.Faults.Clear();
        await PostAsync(http, new Uri(address, "api/v1/stores/refuses/sync"));
        world.KeyCrm.Webhooks.Add(new Uri(address, "webhooks/keycrm/main/hook-secret-0123456789"));
        world.KeyCrm.Catalogue.SetStock(11, 8);
        await service.UntilAsync(() => Told(hooks).Count(told => told.StartsWith("cleared", StringComparison.Ordinal)) >= 4);
        await PostAsync(http, new Uri(address, "api/v1/stores/well/approve"));
        await service.UntilAsync(() => Told(hooks).Contains("cleared plan-held well") && well.IsRight(world) && down.IsRight(world) && refuses.IsRight(world));
        await service.UntilAsync(() => Cleared(hooks) == Raised(hooks));
        Told(hooks).ShouldBeUnique();
    }

    [Fact]
    public async Task Alert_test_tells_everybody_and_says_who_could_not_be_told()
    {
        await using var telegram = await TelegramEmulator.StartAsync();
        await using var hooks = await HookReceiver.StartAsync();
        await using var mail = new MailServer();
        await using var world = await SiteWorld.CreateAsync(1);
        (await world.RunAsync("alert-test")).ExitCode.ShouldBe(2, "nobody is named");
        world.Configuration["alerts"] = new JsonObject
        {
            ["webhook"] = new JsonObject { ["url"] = hooks.Address.AbsoluteUri },
            ["telegram"] = new JsonObject { ["botToken"] = TelegramEmulator.Token, ["chatId"] = TelegramEmulator.Chat, ["baseUrl"] = telegram.Address.AbsoluteUri },
            ["email"] = new JsonObject
            {
                ["host"] = "127.0.0.1", ["port"] = mail.Port, ["security"] = "none", ["user"] = MailServer.User, ["password"] = MailServer.Password,
                ["from"] = "connector@shop.example", ["to"] = new JsonArray("owner@shop.example"),
            },
        };
        var all = await world.RunAsync("alert-test", "--json");
        all.ExitCode.ShouldBe(0, all.Everything);
        (telegram.Messages.Count, hooks.Posts.Count, mail.Letters.Count).ShouldBe((1, 1, 1));
        telegram.Messages[0].ShouldContain("This is a test");

        telegram.Refusal = (401, """{"ok":false,"error_code":401,"description":"Unauthorized: 123456:telegram-token-0123456789"}""");
        var some = await world.RunAsync("alert-test");
        some.ExitCode.ShouldBe(4);
        some.Everything.ShouldContain("alerts.telegram.botToken");
        some.Everything.ShouldNotContain(TelegramEmulator.Token);
        (hooks.Posts.Count, mail.Letters.Count).ShouldBe((2, 2));
    }

    private static async Task PostAsync(HttpClient http, Uri url)
    {
        using var answer = await http.PostAsync(url, new StringContent("", Encoding.UTF8, "application/json"), Token);
    }

    private static List<string> Told(HookReceiver hooks) =>
    [
        .. hooks.Posts.SelectMany(post => JsonNode.Parse(post.Body)!["alerts"]!.AsArray())
            .Select(alert => $"{alert!["state"]} {alert["kind"]} {alert["subject"]}"),
    ];

    private static int Raised(HookReceiver hooks) => Told(hooks).Count(told => told.StartsWith("raised", StringComparison.Ordinal));

    private static int Cleared(HookReceiver hooks) => Told(hooks).Count - Raised(hooks);
}
