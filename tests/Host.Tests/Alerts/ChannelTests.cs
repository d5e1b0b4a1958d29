using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Connector.Core.Ledger;
using Connector.Host.Language;
using Connector.Host.Alerts;
using Connector.Host.Alerts.Channels;
using Connector.Host.Configuration;
using Connector.Testing.Alerts;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Host.Tests.Alerts;

public sealed class ChannelTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly AlertHttp http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Telegram_shows_what_was_raised_and_what_cleared()
    {
        await using var telegram = await TelegramEmulator.StartAsync();
        await Telegram(telegram).SendAsync(Message("shop-ua: the store is down", "Fehler <b>&</b> Ґ"), Token);
        telegram.Messages.ShouldBe(["⚠ shop-ua: the store is down\nFehler <b>&</b> Ґ\n(2026-11-24 08:00 UTC)\n\n✓ Cleared: shop-ua: the store is down (after 2 h 5 min)"]);
    }

    [Theory]
    [InlineData("999:another-token-0123456789", TelegramEmulator.Chat, "alerts.telegram.botToken")]
    [InlineData(TelegramEmulator.Token, "-1", "alerts.telegram.chatId")]
    public async Task Telegram_that_refuses_is_told_with_its_cure(string token, string chat, string cure)
    {
        await using var telegram = await TelegramEmulator.StartAsync();
        var failure = await Should.ThrowAsync<AlertException>(() => Telegram(telegram, token, chat).SendAsync(Message("t", "x"), Token));
        failure.Message.ShouldContain(cure);
        failure.Message.ShouldNotContain(token);
    }

    [Theory]
    [InlineData(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}""", 35)]
    [InlineData(502, "<html>Bad Gateway</html>", null)]
    [InlineData(200, "<html>Sign in to the hotel's network</html>", null)]
    [InlineData(200, """{"ok":"yes","parameters":7}""", null)]
    [InlineData(403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked from the group chat"}""", null)]
    public async Task Only_the_bot_API_s_own_yes_counts(int status, string body, int? retryAfter)
    {
        await using var telegram = await TelegramEmulator.StartAsync();
        telegram.Refusal = (status, body);
        var failure = await Should.ThrowAsync<AlertException>(() => Telegram(telegram).SendAsync(Message("t", "x"), Token));
        failure.RetryAfter?.TotalSeconds.ShouldBe(retryAfter!.Value);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        var nobody = new TelegramChannel(new TelegramConfiguration { BotToken = TelegramEmulator.Token, ChatId = "1", BaseUrl = new Uri("http://127.0.0.1:9") }, http);
        (await Should.ThrowAsync<AlertException>(() => nobody.SendAsync(Message("t", "x"), Token))).Message.ShouldContain("cannot be reached");
        var mail = new EmailChannel(Mail(9, MailSecurity.None), time);
        (await Should.ThrowAsync<AlertException>(() => mail.SendAsync(Message("t", "x"), Token))).Message.ShouldContain("alerts.email.host and port");
    }

    [Fact]
    public async Task A_program_gets_signed_JSON()
    {
        await using var receiver = await HookReceiver.StartAsync();
        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await new WebhookChannel(new AlertWebhookConfiguration { Url = receiver.Address, Secret = secret }, http, time).SendAsync(Message("shop: down", "why"), Token);
        var (headers, body) = receiver.Posts.ShouldHaveSingleItem();
        headers["webhook-timestamp"].ShouldBe(time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var signed = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}");
        headers["webhook-signature"].ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[6..]), signed)));
        headers["Content-Type"].ShouldBe("application/json");
        var alerts = JsonNode.Parse(body)!["alerts"]!.AsArray();
        alerts.Select(alert => (string)alert!["state"]!).ShouldBe(["raised", "cleared"]);
        ((string)alerts[0]!["kind"]!).ShouldBe(AlertKind.StoreDown);
        receiver.Status = 500;
        await Should.ThrowAsync<AlertException>(() => new WebhookChannel(new AlertWebhookConfiguration { Url = receiver.Address }, http, time).SendAsync(Message("t", "x"), Token));
    }

    [Fact]
    public async Task A_letter_reaches_everybody_named()
    {
        await using var server = new MailServer();
        await new EmailChannel(Mail(server.Port, MailSecurity.None), time).SendAsync(Message("крамниця: стоїть", "Ґ"), Token);
        var (from, to, text) = server.Letters.ShouldHaveSingleItem();
        from.ShouldContain("<connector@shop.example>");
        to.ShouldContain("<owner@shop.example>");
        to.ShouldContain("<helper@shop.example>");
        using var letter = await MimeKit.MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Token);
        letter.Subject.ShouldBe("Connector: крамниця: стоїть, and 1 more");
        letter.TextBody!.ShouldContain("Ґ");
        letter.Headers["Auto-Submitted"].ShouldBe("auto-generated");
    }

    [Fact]
    public async Task A_mail_server_that_refuses_is_told_with_its_cure()
    {
        await using var server = new MailServer();
        (await FailureAsync(Mail(server.Port, MailSecurity.None) with { Password = "wrong" })).ShouldContain("alerts.email.user and password");
        (await FailureAsync(Mail(server.Port, MailSecurity.StartTls))).ShouldContain("alerts.email.security");
        (await FailureAsync(Mail(server.Port, MailSecurity.Tls))).ShouldContain("alerts.email.security");
        server.OffersTls = true;
        (await FailureAsync(Mail(server.Port, MailSecurity.StartTls))).ShouldContain("certificate");
        server.Unknown = "owner@";
        (await FailureAsync(Mail(server.Port, MailSecurity.None))).ShouldContain("no such user");
        server.Letters.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_holds_as_many_notices_as_fit_and_never_more_characters() =>
        Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const(" "), Gen.Const("\n"), Gen.Const("😀"), Gen.Const("Ґ")).Array[0, 900].Select(string.Concat).Array[1, 12], Gen.Int[60, 4096]).Sample((texts, most) =>
        {
            IReadOnlyList<Notice> waiting = [.. texts.Select(text => new Notice(Alert("title", text), null))];
            var told = 0;
            while (waiting.Count > 0)
            {
                var message = AlertMessage.Of(waiting, most, Words.English);
                message.Text.Length.ShouldBeLessThanOrEqualTo(most);
                Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message.Text)).ShouldBe(message.Text, "no half characters");
                message.Notices.Count.ShouldBeGreaterThan(0);
                told += message.Notices.Count;
                waiting = [.. waiting.Skip(message.Notices.Count)];
            }

            told.ShouldBe(texts.Length);
        });

    private async Task<string> FailureAsync(EmailConfiguration mail) =>
        (await Should.ThrowAsync<AlertException>(() => new EmailChannel(mail, time).SendAsync(Message("t", "x"), Token))).Message;

    private TelegramChannel Telegram(TelegramEmulator telegram, string token = TelegramEmulator.Token, string chat = TelegramEmulator.Chat) =>
        new(new TelegramConfiguration { BotToken = token, ChatId = chat, BaseUrl = telegram.Address }, http);

    private static EmailConfiguration Mail(int port, MailSecurity security) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Security = security,
        User = MailServer.User,
        Password = MailServer.Password,
        From = "Connector <connector@shop.example>",
        To = ["owner@shop.example", "Helper <helper@shop.example>"],
    };

    private AlertMessage Message(string title, string text)
    {
        var alert = Alert(title, text);
        return AlertMessage.Of([new Notice(alert, null), new Notice(alert, alert.RaisedAt + TimeSpan.FromMinutes(125))], 4096, Words.English);
    }

    private Alert Alert(string title, string text) => new() { Kind = AlertKind.StoreDown, Subject = "shop-ua", Title = title, Text = text, RaisedAt = time.GetUtcNow() };
}
