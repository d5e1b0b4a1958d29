using System.Text;
using System.Text.Json.Nodes;
using Connector.Emulators.CsCart;
using Connector.Emulators.OwnApi;
using Connector.Emulators.Receiver;
using Connector.Emulators.Shops;
using Connector.Emulators.WooCommerce;

namespace Connector.EndToEnd.Tests;

/// <summary>Law 7 for shops that are reached over HTTP: right keys, wrong keys, and shops that say the keys back.</summary>
public sealed class ManyStoresSecretTests
{
    private const string Key = "ck_canary0000000000000000000000000000key";
    private const string Secret = "cs_canary00000000000000000000000000secret";
    private const string ApiKey = "canary-cscart-0001";
    private const string Token = "canary-template-0002";
    private const string Bearer = "canary-bearer-0003";
    private const string Password = "canary-password-0004";
    private const string Hook = "whsec_Y2FuYXJ5LXJlY2VpdmVyLXNlY3JldC0wMDA1";

    private static readonly string[] Configured = [Key, Secret, ApiKey, Token, Bearer, Password, Hook];

    private static readonly string[] Canaries =
    [
        .. Configured, Hook["whsec_".Length..], "canary-receiver-secret-0005",
        Basic(Key, Secret), Basic("stock@shop.example", ApiKey), Basic("user", Password),
    ];

    [Fact]
    public async Task No_key_of_a_shop_reaches_any_output_or_the_ledger()
    {
        await using var world = await ManyStoresWorld.CreateAsync(
            4, new WooCommerceOptions { ConsumerKey = Key, ConsumerSecret = Secret }, new CsCartOptions { ApiKey = ApiKey }, new ReceiverOptions { Secret = Hook }, Token);
        await using var strict = (await ReceiverEmulator.StartAsync(new() { Secret = null, Bearer = Bearer }, CancellationToken.None)).Filled(4);
        var stores = world.Site.Configuration["stores"]!;
        stores["bearer"] = Bare(strict, new JsonObject { ["bearer"] = Bearer });
        // Refused, because that site wants a token.
        stores["password"] = Bare(strict, new JsonObject { ["user"] = "user", ["password"] = Password });

        // The same keys at shops that do not know them, and at shops whose error pages show what they were sent.
        await using var otherWoo = await WooCommerceEmulator.StartAsync(new(), CancellationToken.None);
        await using var otherCsCart = await CsCartEmulator.StartAsync(new(), CancellationToken.None);
        await using var talkingSite = await OwnApiEmulator.StartAsync(OwnApiStyle.Rest, cancellationToken: CancellationToken.None);
        await using var talkingHook = await ReceiverEmulator.StartAsync(new(), CancellationToken.None);
        await using var talkingWoo = await WooCommerceEmulator.StartAsync(new(), CancellationToken.None);
        foreach (var shop in (ShopEmulator[])[talkingSite, talkingHook, talkingWoo])
            shop.Faults.When(_ => true, ShopFault.Refused(403, new JsonObject { ["code"] = "bad", ["message"] = string.Join(' ', Configured), ["data"] = new JsonObject { ["status"] = 403 } }.ToJsonString()));
        stores["other-woo"] = With(otherWoo.Store(), ("consumerKey", Key), ("consumerSecret", Secret));
        stores["other-cscart"] = With(otherCsCart.Store(), ("apiKey", ApiKey));
        stores["talking-hook"] = With(talkingHook.Store(), ("secret", Hook));
        stores["talking-woo"] = With(talkingWoo.Store(), ("consumerKey", Key), ("consumerSecret", Secret));
        stores["talking-site"] = talkingSite.Store();
        stores["talking-site"]!["options"]!["template"]!["auth"]!["secret"] = Token;

        var seen = new StringBuilder();
        world.Restock(1);
        foreach (var verb in (string[][])[["check"], ["plan"], ["sync"], ["status"], ["history", SiteWorld.Sku(1)], ["report", "failures"]])
        {
            seen.Append((await world.Site.RunAsync([.. verb, "--log-level", "trace"])).Everything);
            seen.Append((await world.Site.RunAsync([.. verb, "--log-level", "trace", "--json"])).Everything);
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Site.Folder, "state")))
            seen.Append(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        var everything = seen.ToString();
        await world.ShouldBeRightAsync();
        strict.Numbers().ShouldBe(world.Expected(0), ignoreOrder: true);
        foreach (var name in (string[])["password", "other-woo", "other-cscart", "talking-hook", "talking-woo", "talking-site"])
            everything.ShouldContain(name);
        foreach (var canary in Canaries)
            everything.Contains(canary, StringComparison.Ordinal).ShouldBeFalse(canary);
        foreach (var trace in (string[])["oauth_signature=", "webhook-signature: v1", "Authorization: B"])
            everything.Contains(trace, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(trace);
    }

    private static JsonObject With(JsonObject store, params (string Name, string Value)[] options)
    {
        foreach (var (name, value) in options)
            store["options"]![name] = value;
        return store;
    }

    private static JsonObject Bare(ReceiverEmulator shop, JsonObject options)
    {
        options["url"] = shop.Address.ToString().TrimEnd('/');
        return new JsonObject { ["adapter"] = "http", ["options"] = options };
    }

    private static string Basic(string user, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
}
