using System.Text;
using Connector.Core.Ledger;
using Connector.Emulators.KeyCrm;
using Connector.Host.Alerts;
using Connector.Host.Web.Dashboard;
using Microsoft.Playwright;

namespace Connector.Dashboard.Tests;

/// <summary>The dashboard as a person uses it, in a real browser, before the running service.</summary>
public sealed class DashboardTests : BrowserTests
{
    private const string BestSeller = "ХІТ-01";

    [Fact]
    public async Task A_change_in_keyCRM_is_seen_in_the_open_page_without_a_reload()
    {
        var page = await Browser.OpenAsync(Shop.Address);
        await page.GotoAsync($"/sku?sku={Uri.EscapeDataString(BestSeller)}");
        await page.EvaluateAsync("window.neverReloaded = true");
        var offer = Shop.World.Offers().Single(one => one.Sku == BestSeller);
        Shop.World.KeyCrm.Catalogue.SetStock(offer.Id, 77, 0);
        await page.Locator(".story li", new() { HasText = "site" }).GetByText("→ 77").First.WaitForAsync();
        (await page.EvaluateAsync<bool>("window.neverReloaded")).ShouldBeTrue();
        foreach (var store in new[] { "site", "feed" })
        {
            (await page.Locator(".legend").InnerTextAsync()).ShouldContain(store, Case.Sensitive, "all stores are on one line of time");
            await page.Locator(".story li", new() { HasText = store }).First.WaitForAsync();
        }

        var moments = await page.Locator(".story time").EvaluateAllAsync<string[]>("times => times.map(time => time.dateTime)");
        moments.ShouldBe(moments.OrderDescending(StringComparer.Ordinal));
        await Chromium.KeepAsync(page, "sku");
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "woocommerce" }).WaitForAsync();
        await Chromium.KeepAsync(page, "overview");
        Browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Listings_are_found_by_part_of_their_SKU_and_filtered()
    {
        var page = await Browser.OpenAsync(Shop.Address);
        await page.GotoAsync("/stores/site");
        await page.GetByLabel("SKU or name").FillAsync("хіт-0");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("text=."));
        var rows = page.Locator("tbody tr");
        (await rows.CountAsync()).ShouldBeGreaterThan(3);
        foreach (var row in await rows.AllInnerTextsAsync())
        {
            row.ShouldContain("ХІТ-0");
            row.ShouldContain("Головний: ", Case.Sensitive, "what each warehouse holds");
            row.ShouldContain(" reserved = ", Case.Sensitive, "by which rule, also where nothing was ever written");
            row.ShouldContain("right");
        }

        await Chromium.KeepAsync(page, "store");
        await page.GotoAsync("/stores/site?show=unmatched");
        (await page.Locator("tbody").InnerTextAsync()).ShouldContain("ONLY-IN-SITE-1");
        (await page.TitleAsync()).ShouldBe("site · Connector", "a script in a SKU is text");
        (await page.Locator("tbody").InnerTextAsync()).ShouldContain("<script>");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a SKU" }).FillAsync("хіт-03");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "ХІТ-03", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "ХІТ-03", Exact = true }).WaitForAsync();
        await page.GotoAsync("/stores/site?show=zero");
        (await page.Locator("tbody td.number:nth-of-type(4)").AllInnerTextsAsync()).ShouldAllBe(number => number == "0");
        Browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_plan_is_looked_at_part_of_it_rejected_the_rest_approved_and_undone()
    {
        var offers = Shop.World.Offers().Where(offer => Shop.World.Csv.Read().GetValueOrDefault(offer.Sku!.Trim()) > 0).ToList();
        Shop.World.KeyCrm.Catalogue.SetStocks([.. offers.Select(offer => new KeyCrmStockChange { OfferId = offer.Id, Quantity = 0, Reserve = 0, WarehouseId = Host.Demo.CsvShop.Warehouse })]);
        var page = await Browser.OpenAsync(Shop.Address);
        await page.GotoAsync("/held");
        await page.GetByRole(AriaRole.Link, new() { Name = "csv" }).WaitForAsync();
        await page.GotoAsync("/held/csv");
        await Chromium.KeepAsync(page, "held");
        var ukrainian = await Browser.OpenAsync(Shop.Address, "uk-UA");
        await ukrainian.GotoAsync("/held/csv");
        (await ukrainian.Locator(".needs").InnerTextAsync()).ShouldContain("обнуляє");
        await Chromium.KeepAsync(ukrainian, "held-uk");
        await ukrainian.CloseAsync();
        var chosen = (await page.Locator("tbody th").First.InnerTextAsync()).Trim();
        var before = Shop.World.Csv.Read()[chosen];
        before.ShouldBeGreaterThan(0);
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject the chosen ones" }).ClickAsync();
        await page.GetByText("The chosen numbers are rejected").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve all" }).ClickAsync();
        await page.GetByText("Approved").WaitForAsync();
        await Shop.UntilAsync(() => Shop.World.Csv.Read().Count(row => row.Value > 0 && offers.Exists(offer => offer.Sku!.Trim() == row.Key)) == 1);
        Shop.World.Csv.Read()[chosen].ShouldBe(before, "it was rejected");

        await page.GotoAsync("/runs?store=csv");
        await page.Locator("tbody th a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Undo…" }).ClickAsync();
        await Chromium.KeepAsync(page, "undo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put them back" }).ClickAsync();
        await page.GetByText("were put back").WaitForAsync();
        Shop.World.Csv.Read().Count(row => row.Value > 0).ShouldBeGreaterThan(1);
        Browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_number_that_the_shop_refuses_is_seen_in_the_plan_and_tried_again_when_a_person_says_so()
    {
        const string sku = "ХІТ-01";
        var page = await Browser.OpenAsync(Shop.Address);
        Shop.World.Site.Break(sku);
        Shop.World.KeyCrm.Catalogue.SetStock(Shop.World.Offers().Single(offer => offer.Sku == sku).Id, 777);
        await page.GotoAsync("/stores/site?show=failing");
        var row = page.Locator("tbody tr").Filter(new() { HasText = sku });
        await row.WaitForAsync();
        await page.GotoAsync("/");
        await page.Locator(".tile", new() { HasText = "site" }).GetByText("failing", new() { Exact = true }).WaitForAsync();
        await page.GotoAsync("/stores/site?show=failing");
        await page.GetByRole(AriaRole.Link, new() { Name = "What would be written now" }).ClickAsync();
        await page.GetByText("1 numbers would be written").WaitForAsync();
        await Chromium.KeepAsync(page, "plan");

        Shop.World.Site.Mend();
        await page.GotoAsync("/stores/site?show=failing");
        await row.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await page.GetByText("It is tried again now.").WaitForAsync();
        await Shop.RightAsync();
        Shop.World.Site.Read()[sku].ShouldBeGreaterThan(700);
        new Uri(page.Url).PathAndQuery.ShouldStartWith("/stores/site?show=failing");
        Browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_needs_a_person_stands_first_in_their_language_and_leads_to_where_it_is_seen_to()
    {
        foreach (var (language, well, needs, title) in new[]
        {
            ("en-US", "Every store is right. Nothing needs you.", "Needs you", "csv: changes wait for you"),
            ("uk-UA", "В усіх магазинах правильні числа. Від вас нічого не треба.", "Потребує вашої уваги", "csv: зміни чекають на ваше рішення"),
        })
        {
            var page = await Browser.OpenAsync(Shop.Address, language);
            await page.GotoAsync("/");
            await page.GetByText(well).WaitForAsync();
            using var ledger = Ledger.Open(Shop.State, TimeProvider.System);
            var alert = new Alert { Kind = AlertKind.Test, Subject = language, Title = "csv: changes wait for you", Text = "…", RaisedAt = TimeProvider.System.GetUtcNow() };
            ledger.Alerts.Raise(alert, []);
            await page.GotoAsync("/");
            (await page.Locator("section").First.InnerTextAsync()).ShouldStartWith(needs);
            await page.GetByRole(AriaRole.Link, new() { Name = title }).WaitForAsync();
            (await page.GetByText(well).CountAsync()).ShouldBe(0);
            ledger.Alerts.Clear(alert, TimeProvider.System.GetUtcNow(), []);
            StateWords.Where(alert with { Kind = AlertKind.PlanHeld, Subject = "csv" }).ShouldBe("/held/csv");
        }

        Browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_are_downloaded_as_spreadsheets_of_either_country_open_them()
    {
        foreach (var (language, separator) in new[] { ("en-US", ','), ("uk-UA", ';') })
        {
            var page = await Browser.OpenAsync(Shop.Address, language);
            await page.GotoAsync("/reports/unmatched");
            var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());
            var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
            bytes.Take(3).ShouldBe(Encoding.UTF8.Preamble.ToArray());
            var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
            lines[0].Split(separator).Length.ShouldBe(6);
            lines.ShouldContain(line => line.Contains($"{separator}\"'=1+1\"{separator}", StringComparison.Ordinal), "no cell is run as a formula");
        }

        Browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Both_languages_a_phone_and_the_dark_are_whole_and_everybody_can_use_them()
    {
        string[] pages = ["/", "/stores/site", $"/sku?sku={Uri.EscapeDataString(BestSeller)}", "/held", "/runs", "/reports/unmatched", "/settings", "/sign-in", "/nowhere-at-all"];
        foreach (var (language, width, colours) in new[] { ("en-US", 1280, ColorScheme.Light), ("uk-UA", 360, ColorScheme.Dark) })
        {
            var page = await Browser.OpenAsync(Shop.Address, language, width, colours);
            foreach (var address in pages.SkipLast(1))
            {
                await page.GotoAsync(address);
                (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language[..2]);
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{address} is wider than the window");
                (await Axe.SeriousAsync(page)).ShouldBeEmpty(address);
                await Chromium.KeepAsync(page, $"{language}-{width}-{address.Trim('/').Split('?')[0].Replace('/', '-')}");
            }
        }

        Browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_language_is_chosen_and_kept_and_every_connection_can_be_tested_by_keyboard_alone()
    {
        var page = await Browser.OpenAsync(Shop.Address);
        await page.GotoAsync("/settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Українська" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Налаштування", Exact = true }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Перевірити всі з'єднання" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("працює").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Надіслати пробне повідомлення" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("У налаштуваннях не сказано, кого сповіщати").WaitForAsync();
        (await page.ContentAsync()).ShouldNotContain(Shop.World.KeyCrm.ApiKey);
        (await page.ContentAsync()).ShouldNotContain(Host.Demo.DemoWorld.WebhookSecret);
        Browser.Complaints.ShouldBeEmpty();
    }
}
