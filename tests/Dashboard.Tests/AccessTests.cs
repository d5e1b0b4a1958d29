using System.Net;
using Connector.Host.Web.SignIn;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Dashboard.Tests;

/// <summary>Who may see and do what, over real sockets.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly CookieContainer cookies = new();
    private Shop shop = null!;
    private HttpClient http = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        shop = await Shop.OpenAsync(time);
        new PasswordFile(shop.State).Set(Password);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = shop.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await shop.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/stores/site")]
    [InlineData("/settings")]
    [InlineData("/reports/unmatched.csv")]
    [InlineData("/events")]
    public async Task Who_has_not_signed_in_is_sent_to_the_sign_in(string page)
    {
        using var answer = await http.GetAsync(new Uri(page, UriKind.Relative), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe($"/sign-in?back={Uri.EscapeDataString(page)}");
    }

    [Fact]
    public async Task The_API_and_forms_say_no_to_strangers()
    {
        (await StatusAsync("/api/v1/status")).ShouldBe(HttpStatusCode.Unauthorized);
        using var form = await http.PostAsync(new Uri("/stores/site/sync", UriKind.Relative), new FormUrlEncodedContent([]), Token);
        form.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_right_password_opens_the_dashboard_until_it_changes_or_half_a_day_has_passed()
    {
        (await SignInAsync("wrong password", "/runs")).ShouldBe((HttpStatusCode.Unauthorized, null));
        (await SignInAsync(Password, "//evil.example/")).ShouldBe((HttpStatusCode.Redirect, "/"));
        (await SignInAsync(Password, "/runs")).ShouldBe((HttpStatusCode.Redirect, "/runs"));
        (await StatusAsync("/runs")).ShouldBe(HttpStatusCode.OK);
        var stolen = cookies.GetCookieHeader(shop.Address);
        stolen.ShouldContain(Session.Name);

        time.Advance(TimeSpan.FromHours(13));
        (await StatusAsync("/runs")).ShouldBe(HttpStatusCode.Redirect, "the session has expired");
        using (var late = new HttpRequestMessage(HttpMethod.Get, new Uri(shop.Address, "runs")) { Headers = { { "X-Forwarded-For", "203.0.113.9" }, { "Cookie", stolen } } })
        using (var bare = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }))
        using (var answer = await bare.SendAsync(late, Token))
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, "and the stolen cookie with it");

        (await SignInAsync(Password, "/")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync("/runs")).ShouldBe(HttpStatusCode.OK);
        new PasswordFile(shop.State).Set("another password");
        (await StatusAsync("/runs")).ShouldBe(HttpStatusCode.Redirect, "the password has changed");
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        for (var guess = 0; guess < 5; guess++)
            (await SignInAsync($"guess number {guess}", "/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(Password, "/")).Status.ShouldBe(HttpStatusCode.Unauthorized, "nobody is let in now");
        time.Advance(TimeSpan.FromMinutes(6));
        (await SignInAsync(Password, "/")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_of_another_site_or_without_its_token_does_nothing()
    {
        (await SignInAsync(Password, "/")).Status.ShouldBe(HttpStatusCode.Redirect);
        using (var foreign = new HttpRequestMessage(HttpMethod.Post, new Uri("/stores/site/sync", UriKind.Relative)) { Content = new FormUrlEncodedContent([]) })
        {
            foreign.Headers.Add("Origin", "https://evil.example");
            using var answer = await http.SendAsync(foreign, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var tokenless = await http.PostAsync(new Uri("/stores/site/sync", UriKind.Relative), new FormUrlEncodedContent([]), Token);
        tokenless.Headers.Location!.OriginalString.ShouldBe("/?told=expired");
        using var right = await http.PostAsync(new Uri("/stores/site/sync", UriKind.Relative), await FormAsync("/stores/site"), Token);
        right.Headers.Location!.OriginalString.ShouldBe("/stores/site?told=sync");
    }

    [Fact]
    public async Task Every_page_tells_browsers_to_load_nothing_from_elsewhere()
    {
        using var answer = await http.GetAsync(new Uri("/sign-in", UriKind.Relative), Token);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Frame-Options").Single().ShouldBe("DENY");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    private async Task<HttpStatusCode> StatusAsync(string page)
    {
        using var answer = await http.GetAsync(new Uri(page, UriKind.Relative), Token);
        return answer.StatusCode;
    }

    private async Task<(HttpStatusCode Status, string? To)> SignInAsync(string password, string back)
    {
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), await FormAsync("/sign-in", ("password", password), ("back", back)), Token);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    private async Task<FormUrlEncodedContent> FormAsync(string page, params (string Name, string Value)[] fields)
    {
        var html = await http.GetStringAsync(new Uri(page, UriKind.Relative), Token);
        var token = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        return new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
    }
}
