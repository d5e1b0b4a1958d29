using System.CommandLine;
using System.Text.Json.Nodes;
using Connector.Host.Receivers;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary><c>receiver-test URL</c>: tries the receiver of a site of own development, for its developer.</summary>
internal sealed class ReceiverTestVerb : IVerb
{
    private readonly Argument<string> url = new("URL") { Description = "The receiver's address, as in the option url of the store." };
    private readonly Option<string?> secret = new("--secret") { Description = "The secret of signed requests: whsec_…" };
    private readonly Option<string?> bearer = new("--bearer") { Description = "A bearer token." };
    private readonly Option<string?> user = new("--user") { Description = "The user of Basic authentication." };
    private readonly Option<string?> password = new("--password") { Description = "Its password." };
    private readonly Option<string[]> skus = new("--sku") { Description = "An article of the site to try numbers on; its number is put back. May be given several times." };

    public Command Define() => new("receiver-test", "Tries the stock receiver of a site of own development and says what is wrong with it.") { url, secret, bearer, user, password, skus };

    public async Task<int> RunAsync(CommandContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var address = parsed.GetValue(url)!;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new UsageException($"“{address}” is no address; give the receiver's, for example https://shop.example/stock-receiver.php");
        var keys = new ReceiverKeys { Secret = parsed.GetValue(secret), Bearer = parsed.GetValue(bearer), User = parsed.GetValue(user), Password = parsed.GetValue(password) };
        if (keys is { Secret: null, Bearer: null, User: null })
            throw new UsageException("Give --secret, --bearer, or --user and --password: a receiver that asks for nothing lets anybody set the site's stock.");
        context.Terminal.Redactor.Add(new[] { keys.Secret, keys.Bearer, keys.Password }.OfType<string>());

        using var http = ReceiverCaller.CreateClient();
        var test = new ReceiverTest(new ReceiverCaller(http, address, keys, context.Time), parsed.GetValue(skus) ?? [], context.Time);
        var checks = new List<ReceiverCheck>();
        try
        {
            await foreach (var check in test.RunAsync(cancellationToken).ConfigureAwait(false))
                checks.Add(check);
        }
        catch (FormatException)
        {
            throw new UsageException("The secret is no base64 behind whsec_. Make one with: echo whsec_$(openssl rand -base64 32)");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            checks.Add(new ReceiverCheck("the site answers", false, exception.Message, "check the address, the web server and the firewall"));
        }

        var isGood = checks.TrueForAll(check => check.Passed != false);
        if (context.Json)
            context.Terminal.WriteJson(Document(checks, isGood));
        else
            Write(context.Terminal, checks, isGood);
        return isGood ? ExitCode.Done : ExitCode.Failed;
    }

    private static JsonObject Document(List<ReceiverCheck> checks, bool isGood) => new()
    {
        ["ok"] = isGood,
        ["checks"] = new JsonArray([.. checks.Select(check => new JsonObject
        {
            ["name"] = check.Name,
            ["passed"] = check.Passed,
            ["found"] = check.Found,
            ["cure"] = check.Passed == true ? null : check.Cure,
        })]),
    };

    private static void Write(Terminal terminal, List<ReceiverCheck> checks, bool isGood)
    {
        var words = terminal.Words;
        var table = words.Table("", "Tried", "The site", "Cure");
        foreach (var check in checks)
        {
            table.AddRow(
                Text.Cell(check.Passed switch { true => "ok", false => "FAIL", _ => "–" }), Text.Cell(words.Translate(check.Name)), Text.Cell(words.Translate(check.Found)),
                Text.Cell(check.Passed == true ? "" : words.Translate(check.Cure)));
        }

        terminal.Out.WriteTable(table);
        if (isGood)
            terminal.Say($"The receiver keeps the contract.");
        else
            terminal.Say($"{checks.Count(check => check.Passed == false)} of {checks.Count} checks failed.");
    }
}
