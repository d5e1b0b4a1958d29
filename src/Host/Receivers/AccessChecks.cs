using System.Globalization;

namespace Connector.Host.Receivers;

/// <summary>What the site says of itself, and whom it lets in.</summary>
internal sealed class AccessChecks(ReceiverSession session)
{
    /// <summary>A SKU that no site has.</summary>
    public const string UnknownSku = "connector-test-unknown";

    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(1);
    private static readonly string OtherSignature = "v1," + Convert.ToBase64String(new byte[32]);

    public async Task<IReadOnlyList<ReceiverCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var answer = await session.Site.GetAsync("capabilities", cancellationToken).ConfigureAwait(false);
        session.Capabilities = answer.Status == 200 ? answer.Json : null;
        var isOurs = session.Capabilities.Text("contract") == "stock-receiver/1";
        List<ReceiverCheck> checks =
        [
            answer.Status == 404
                ? new ReceiverCheck("capabilities", true, "404: only writing is offered", "")
                : new ReceiverCheck("capabilities", isOurs, answer.Said, "answer GET capabilities with 200 and {\"contract\":\"stock-receiver/1\", …}, or 404"),
            new ReceiverCheck("answers are plain", answer.Encoding.Length == 0, answer.Encoding.Length == 0 ? "plain" : $"Content-Encoding: {answer.Encoding}", "compress only where Accept-Encoding asks for it"),
            Clock(),
        ];
        checks.Add(await TakenAsync("a good request is taken", new ReceiverTrick(), "check the secret or token on both sides; sign id.timestamp.body, the body as it came, before any framework parses it", cancellationToken).ConfigureAwait(false));
        if (session.Site.IsSigned)
            checks.AddRange(await SignaturesAsync(cancellationToken).ConfigureAwait(false));
        if (session.Site.IsAuthorized)
            checks.Add(await RefusedAsync("no token is refused", new ReceiverTrick { WithoutAuthorization = true }, "answer 401 to a request without the header Authorization", cancellationToken).ConfigureAwait(false));
        return checks;
    }

    private ReceiverCheck Clock()
    {
        const string name = "the clocks agree";
        if (!DateTimeOffset.TryParse(session.Capabilities.Text("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return new ReceiverCheck(name, null, "the site does not tell its time", "add \"time\" to capabilities: clocks that drift apart are then told before signatures fail");
        var skew = (time - session.Time.GetUtcNow()).Duration();
        return new ReceiverCheck(name, skew <= LargestSkew, string.Create(CultureInfo.InvariantCulture, $"{skew.TotalSeconds:0} s apart"), "set both by a time server, and tell the time in UTC");
    }

    private async Task<List<ReceiverCheck>> SignaturesAsync(CancellationToken cancellationToken)
    {
        List<ReceiverCheck> checks =
        [
            await RefusedAsync("a wrong signature is refused", new ReceiverTrick { Signature = _ => OtherSignature }, "compare the signature over id.timestamp.body in constant time, and answer 401", cancellationToken).ConfigureAwait(false),
            await RefusedAsync("no signature is refused", new ReceiverTrick { Signature = _ => null }, "answer 401 to a request without the header webhook-signature", cancellationToken).ConfigureAwait(false),
            await RefusedAsync("a changed body is refused", new ReceiverTrick { Body = body => [.. body, (byte)' '] }, "sign the body's bytes as they came, not JSON that was written anew", cancellationToken).ConfigureAwait(false),
            await RefusedAsync("an old request is refused", new ReceiverTrick { Age = TimeSpan.FromHours(1) }, "answer 401 where webhook-timestamp is more than five minutes off", cancellationToken).ConfigureAwait(false),
            await RefusedAsync("a request from the future is refused", new ReceiverTrick { Age = TimeSpan.FromHours(-1) }, "answer 401 where webhook-timestamp is more than five minutes off, whichever way", cancellationToken).ConfigureAwait(false),
            await TakenAsync("the second of two signatures counts", new ReceiverTrick { Signature = good => $"{OtherSignature} {good}" }, "split webhook-signature at spaces and take any that fits: secrets are changed that way", cancellationToken).ConfigureAwait(false),
        ];
        if (session.Reads)
        {
            var answer = await session.Site.GetAsync("stock?limit=1", cancellationToken, new ReceiverTrick { Signature = _ => OtherSignature }).ConfigureAwait(false);
            checks.Add(Refused("reading needs a signature too", answer, "check signatures before the routes: a GET is signed over id.timestamp. with nothing behind"));
        }

        return checks;
    }

    private async Task<ReceiverCheck> RefusedAsync(string name, ReceiverTrick trick, string cure, CancellationToken cancellationToken)
    {
        var answer = await session.PostAsync([session.Item(UnknownSku, 1)], cancellationToken, trick).ConfigureAwait(false);
        return Refused(name, answer, cure);
    }

    private static ReceiverCheck Refused(string name, ReceiverAnswer answer, string cure) =>
        new(name, answer.IsRefused, answer.IsRefused ? $"{answer.Status}" : answer.Said, cure);

    private async Task<ReceiverCheck> TakenAsync(string name, ReceiverTrick trick, string cure, CancellationToken cancellationToken)
    {
        var answer = await session.PostAsync([session.Item(UnknownSku, 1)], cancellationToken, trick).ConfigureAwait(false);
        return new ReceiverCheck(name, answer.IsTaken, answer.Said, cure);
    }
}
