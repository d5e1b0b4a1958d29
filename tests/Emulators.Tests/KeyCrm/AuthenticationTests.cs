using System.Net;
using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.KeyCrm;

public sealed class AuthenticationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Basic ZW11bGF0ZWQta2V5Q1JNLWFjY291bnQtMQ==")]
    public async Task Request_without_the_key_gets_401_and_does_not_count_against_the_limit(string? authorization)
    {
        await using var account = await Account.OpenAsync(options: new KeyCrmEmulatorOptions { RequestsPerMinute = 1 });
        using var stranger = Account.NewClient();
        stranger.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        if (authorization is not null)
            stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var response = await stranger.GetAsync(account.Url("/offers/stocks"), TestContext.Current.CancellationToken);
        using var ours = await account.GetAsync("/offers/stocks");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Account.JsonAsync(response)).ToJsonString().ShouldBe("""{"message":"Unauthenticated."}""");
        ours.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Client_that_does_not_accept_json_gets_errors_as_web_pages()
    {
        await using var account = await Account.OpenAsync();
        using var stranger = Account.NewClient();

        using var response = await stranger.GetAsync(account.Url("/offers/stocks"), TestContext.Current.CancellationToken);
        account.Emulator.Quirks = new KeyCrmQuirks { HtmlErrorsUnlessJsonAccepted = false };
        using var json = await stranger.GetAsync(account.Url("/offers/stocks"), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        json.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Theory]
    [InlineData("/warehouses")]
    [InlineData("/warehouse")]
    [InlineData("/storages")]
    [InlineData("/offers/warehouses")]
    [InlineData("/stocks/warehouses")]
    [InlineData("/dictionaries/warehouses")]
    public async Task No_endpoint_lists_warehouses(string path)
    {
        await using var account = await Account.OpenAsync();

        using var response = await account.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Account.JsonAsync(response)).ContainsKey("message").ShouldBeTrue();
    }

    [Fact]
    public async Task Known_path_with_another_method_says_which_are_allowed()
    {
        await using var account = await Account.OpenAsync();

        using var response = await account.Http.DeleteAsync(account.Url("/offers/stocks"), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "PUT"]);
    }
}
