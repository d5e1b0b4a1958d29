using System.Text.Json.Nodes;
using Connector.Emulators.Faults;
using Connector.Emulators.Receiver;
using Connector.Host.Cli;

namespace Connector.Host.Tests.Receivers;

/// <summary><c>connector receiver-test</c> as a developer runs it.</summary>
public sealed class ReceiverTestVerbTests
{
    [Fact]
    public async Task A_good_receiver_ends_with_0()
    {
        await using var site = await ReceiverEmulator.StartAsync(new ReceiverOptions(), TestContext.Current.CancellationToken);
        site.Add("A-1", 3);

        var (code, output, _) = await RunAsync("receiver-test", site.Address.ToString(), "--secret", site.Secret!, "--sku", "A-1");

        code.ShouldBe(ExitCode.Done, output);
        output.ShouldContain("The receiver keeps the contract.");
        output.ShouldContain("a fraction is refused");
    }

    [Fact]
    public async Task A_broken_receiver_ends_with_4_and_is_told_the_cure_in_json_too()
    {
        await using var site = await ReceiverEmulator.StartAsync(new ReceiverOptions(), TestContext.Current.CancellationToken);
        site.Add("A-1", 3);
        site.Quirks = new ReceiverQuirks { LosesZero = true };

        var (code, output, error) = await RunAsync("receiver-test", site.Address.ToString(), "--secret", site.Secret!, "--sku", "A-1", "--json");

        code.ShouldBe(ExitCode.Failed);
        var document = JsonNode.Parse(output)!;
        ((bool)document["ok"]!).ShouldBeFalse();
        var failed = document["checks"]!.AsArray().Single(check => (bool?)check!["passed"] == false)!;
        ((string)failed["name"]!).ShouldBe("zero is a number");
        ((string)failed["cure"]!).ShouldContain("empty()");
        (output + error).ShouldNotContain(site.Secret!["whsec_".Length..]);
    }

    [Fact]
    public async Task What_the_site_repeats_of_the_secret_is_not_shown()
    {
        await using var site = await ReceiverEmulator.StartAsync(new ReceiverOptions(), TestContext.Current.CancellationToken);
        site.Faults.When(static _ => true, HttpFault.OtherJson($$"""{"debug":"{{site.Secret}}"}"""));

        var (code, output, error) = await RunAsync("receiver-test", site.Address.ToString(), "--secret", site.Secret!);

        code.ShouldBe(ExitCode.Failed);
        (output + error).ShouldNotContain(site.Secret!["whsec_".Length..]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"results":{"A-1":"ok"},"items":5,"contract":7}""")]
    [InlineData("""{"results":[null,5,{"sku":5}],"items":[null,5],"next":7,"contract":null}""")]
    public async Task Answers_of_any_shape_are_judged_and_break_nothing(string json)
    {
        await using var site = await ReceiverEmulator.StartAsync(new ReceiverOptions(), TestContext.Current.CancellationToken);
        site.Faults.When(static _ => true, HttpFault.OtherJson(json));

        (await RunAsync("receiver-test", site.Address.ToString(), "--secret", site.Secret!, "--sku", "A-1")).Code.ShouldBe(ExitCode.Failed);
    }

    [Theory]
    [InlineData("shop.example", "--secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "is no address")]
    [InlineData("http://127.0.0.1:9/", "--secret", "whsec_AAA", "no base64")]
    [InlineData("http://127.0.0.1:9/", "--sku", "A", "Give --secret")]
    public async Task Wrong_usage_ends_with_2(string url, string option, string value, string said)
    {
        var (code, _, error) = await RunAsync("receiver-test", url, option, value);

        code.ShouldBe(ExitCode.Usage);
        error.ShouldContain(said);
    }

    [Fact]
    public async Task A_site_that_does_not_answer_ends_with_4()
    {
        var (code, output, _) = await RunAsync("receiver-test", "http://127.0.0.1:9/", "--bearer", "t0ken-of-mine");

        code.ShouldBe(ExitCode.Failed);
        output.ShouldContain("the site answers");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new Terminal(output, isOutputPiped: true, error, isErrorPiped: true);
        var code = await CommandLine.RunAsync(arguments, terminal);
        return (code, output.ToString(), error.ToString());
    }
}
