using Connector.Emulators.KeyCrm;
using Connector.Emulators.WooCommerce;
using Connector.Testing;

namespace Connector.EndToEnd.Tests;

/// <summary><c>connector init</c> at a terminal, as a person has it, before emulated services.</summary>
public sealed class InitTests : IAsyncLifetime
{
    private const string WrongKey = "wrong-key-0123456789-abcdef";

    private readonly TempFolder folder = new();
    private readonly Dictionary<string, string> environment = [];
    private KeyCrmEmulator keyCrm = null!;
    private WooCommerceEmulator shop = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        keyCrm = await KeyCrmEmulator.StartAsync(new KeyCrmEmulatorOptions { RequestsPerMinute = null }, Token);
        keyCrm.SeedCatalogue(60);
        shop = await WooCommerceEmulator.StartAsync(new WooCommerceOptions(), Token);
        foreach (var offer in keyCrm.Catalogue.Snapshot().Where(offer => offer.Sku is { Length: > 0 }).Take(20))
            shop.Catalogue.AddSimple(offer.Sku!.Trim(), 3);
        shop.Catalogue.AddSimple("ONLY-HERE", 3);
    }

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        await keyCrm.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_person_with_a_wrong_key_and_an_address_that_does_not_answer_comes_to_a_first_plan_and_no_secret_is_on_the_screen()
    {
        await using var terminal = Init();
        await terminal.AnswerAsync("keyCRM API key", WrongKey);
        await terminal.ShownAsync("the API key is refused");
        await terminal.AnswerAsync("What now?", "");
        await terminal.AnswerAsync("keyCRM API key", keyCrm.ApiKey);
        await terminal.ShownAsync("The key works: 60 offers");
        await terminal.AnswerAsync("Name of the store", "shop-ua");
        await terminal.AnswerAsync("Kind of store", "woocommerce");
        await terminal.AnswerAsync("url:", "http://127.0.0.1:9");
        await KeysAsync(terminal);
        await terminal.AnswerAsync("Those you want to set", "");
        await terminal.ShownAsync("Asking shop-ua");
        await terminal.AnswerAsync("What now?", "again");
        await terminal.AnswerAsync("url:", shop.Url);
        await KeysAsync(terminal);
        await terminal.AnswerAsync("Those you want to set", "");
        await terminal.AnswerAsync("warehouses", "");
        await terminal.AnswerAsync("hold back", "1");
        await terminal.AnswerAsync("Another store?", "no");
        await terminal.AnswerAsync("to zero", "");
        await terminal.AnswerAsync("lowers", "");
        await terminal.AnswerAsync("show what would be written", "yes");
        await terminal.ShownAsync("ONLY-HERE");
        await terminal.ShownAsync("connector sync");
        (await terminal.EndAsync()).ShouldBe(0, terminal.ScrollBack);

        foreach (var secret in new[] { WrongKey, keyCrm.ApiKey, shop.Options.ConsumerKey, shop.Options.ConsumerSecret })
        {
            terminal.ScrollBack.ShouldNotContain(secret);
            terminal.ScrollBack.ShouldNotContain(secret[..8], Case.Sensitive, "not a part of it either");
        }

        Files().ShouldBe(["adapters.json", "adapters.schema.json", "connector.env"]);
        shop.Catalogue.Products.ShouldAllBe(product => product.StockQuantity == 3, "nothing was written");
        (await ConnectorProgram.RunAsync(environment, "sync", "--yes", "--config", folder.PathOf("adapters.json"))).ExitCode.ShouldBe(0);
        shop.Catalogue.Products.Single(product => product.Sku == "ONLY-HERE").StockQuantity.ShouldBe(3);
    }

    [Fact]
    public async Task A_terminal_that_is_closed_in_the_middle_leaves_no_file()
    {
        foreach (var how in new[] { "window", "window, unheard", "Ctrl+C", "Ctrl+D" })
        {
            await using var terminal = Start(how != "window, unheard", "init", "--keycrm-url", keyCrm.BaseUrl.AbsoluteUri);
            await terminal.AnswerAsync("keyCRM API key", keyCrm.ApiKey);
            await terminal.AnswerAsync("Name of the store", "shop-ua");
            await terminal.AnswerAsync("Kind of store", "woocommerce");
            await terminal.AnswerAsync("url:", shop.Url);
            await terminal.ShownAsync("consumerKey");
            await terminal.TypeAsync(shop.Options.ConsumerKey[..12]);
            if (how.StartsWith("window", StringComparison.Ordinal))
                terminal.Close();
            else
                await terminal.TypeAsync(how == "Ctrl+C" ? "\u0003" : "\u0004");
            if (how.StartsWith("Ctrl", StringComparison.Ordinal))
                (await terminal.EndAsync()).ShouldNotBe(0);
            await terminal.LeftAsync();
            Files().ShouldBeEmpty(how);
            terminal.ScrollBack.ShouldNotContain(shop.Options.ConsumerKey[..12]);
        }
    }

    [Fact]
    public async Task A_Ukrainian_is_asked_in_Ukrainian_sees_what_goes_on_and_sets_a_password()
    {
        environment["LANG"] = "uk_UA.UTF-8";
        await using (var terminal = Init())
        {
            await terminal.AnswerAsync("Ключ API keyCRM", keyCrm.ApiKey);
            await terminal.ShownAsync("Ключ працює: оферів 60");
            await terminal.AnswerAsync("Назва магазину", "shop-ua");
            await terminal.AnswerAsync("Вид магазину", "woocommerce");
            await terminal.AnswerAsync("url:", shop.Url);
            await KeysAsync(terminal, "не показується");
            await terminal.AnswerAsync("Які з них задати", "");
            await terminal.AnswerAsync("Склади keyCRM", "");
            await terminal.AnswerAsync("притримати", "");
            await terminal.AnswerAsync("Ще магазин?", "ні");
            await terminal.AnswerAsync("обнуляє", "");
            await terminal.AnswerAsync("зменшує", "");
            await terminal.AnswerAsync("показати, що буде записано", "ні");
            await terminal.ShownAsync("Далі:");
            (await terminal.EndAsync()).ShouldBe(0, terminal.ScrollBack);
        }

        // A slow keyCRM: what it does is seen while it does it.
        keyCrm.Faults.OnPage(1, Emulators.Faults.HttpFault.Slow(TimeSpan.FromSeconds(3)));
        await using (var terminal = Start(true, "plan"))
        {
            await terminal.ShownAsync("keyCRM main: сторінки");
            await terminal.ShownAsync("Магазин│");
            await terminal.ShownAsync("│shop-ua│");
            (await terminal.EndAsync()).ShouldBe(0, terminal.ScrollBack);
        }

        await using (var terminal = Start(true, "password"))
        {
            await terminal.AnswerAsync("Новий пароль", "Kyiv-2026-password");
            await terminal.AnswerAsync("Ще раз", "Kyiv-2026-passwort");
            await terminal.ShownAsync("Паролі не збіглися");
            (await terminal.EndAsync()).ShouldBe(2, terminal.ScrollBack);
        }

        await using (var terminal = Start(true, "password"))
        {
            await terminal.AnswerAsync("Новий пароль", "Kyiv-2026-password");
            await terminal.AnswerAsync("Ще раз", "Kyiv-2026-password");
            await terminal.ShownAsync("Пароль задано");
            (await terminal.EndAsync()).ShouldBe(0, terminal.ScrollBack);
            terminal.ScrollBack.ShouldNotContain("Kyiv");
        }
    }

    [Theory]
    [InlineData("TERM", "dumb")]
    [InlineData("NO_COLOR", "1")]
    public async Task Terminals_without_colours_get_none(string variable, string value)
    {
        environment[variable] = value;
        await using var terminal = Init();
        await terminal.AnswerAsync("keyCRM API key", WrongKey);
        await terminal.ShownAsync("the API key is refused");
        await terminal.TypeAsync("\u0003");
        await terminal.EndAsync();
        terminal.ScrollBack.ShouldNotContain("\u001b[38;");
        terminal.ScrollBack.ShouldNotContain("\u001b[31m");
        terminal.ScrollBack.ShouldNotContain("\u001b[91m");
    }

    private PseudoTerminal Init() => Start(true, "init", "--keycrm-url", keyCrm.BaseUrl.AbsoluteUri);

    private PseudoTerminal Start(bool hearsHangUp, params string[] arguments) => PseudoTerminal.Start(
        folder.Path, environment, hearsHangUp, [Path.Combine(AppContext.BaseDirectory, "connector"), .. arguments, "--config", folder.PathOf("adapters.json")]);

    private async Task KeysAsync(PseudoTerminal terminal, string notShown = "not shown")
    {
        await terminal.AnswerAsync($"consumerKey ({notShown})", shop.Options.ConsumerKey);
        await terminal.AnswerAsync($"consumerSecret ({notShown})", shop.Options.ConsumerSecret);
    }

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file)).Where(file => !file.StartsWith("state", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
