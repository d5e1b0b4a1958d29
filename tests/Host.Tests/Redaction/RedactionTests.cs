using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Connector.Host.Redaction;
using CsCheck;

namespace Connector.Host.Tests.Redaction;

public sealed class RedactionTests
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char["abcde \n\"/+é"], 4, 9];

    private static readonly Gen<(string[] Secrets, string[] Around, int[] Cuts, bool Flush)> Splits =
        Gen.Select(Texts.Array[1, 4], Gen.String[Gen.Char["abcde \n"], 0, 8].Array[5], Gen.Int[1, 12].Array[1, 12], Gen.Bool);

    [Fact]
    public void Redact_EveryFormOfASecret_IsHidden()
    {
        const string Secret = "Пароль \"a/b+c\" & 100%";
        var redactor = new SecretRedactor();
        redactor.Add([Secret]);
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret));
        string[] forms =
        [
            Secret, Uri.EscapeDataString(Secret), Regex.Replace(Uri.EscapeDataString(Secret), "%..", escape => escape.Value.ToLowerInvariant()),
            WebUtility.UrlEncode(Secret), base64, base64.TrimEnd('='), JsonSerializer.Serialize(Secret)[1..^1],
        ];

        foreach (var form in forms)
            redactor.Redact($"before {form} after").ShouldBe("before *** after");
    }

    [Fact]
    public void Redact_OverlappingSecrets_LeaveNothing()
    {
        var redactor = new SecretRedactor();
        redactor.Add(["abcdef", "defghi", "abcdefxyz", "cde"]);

        redactor.Redact("-abcdefghi-abcdefxyz-cde-").ShouldBe("-***-***-cde-");
    }

    [Fact]
    public void Redact_NoSecrets_IsTheSameText()
    {
        var text = "nothing to hide";

        new SecretRedactor().Redact(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void Writer_SecretSplitOverCallsAndFlushes_NeverAppears() => Splits.Sample(
        split =>
        {
            var redactor = new SecretRedactor();
            redactor.Add(split.Secrets);
            var text = string.Concat(split.Around.Select((around, i) => around + split.Secrets[i % split.Secrets.Length]));
            var inner = new StringWriter();
            using (var writer = new RedactingTextWriter(inner, redactor))
            {
                var at = 0;
                for (var i = 0; at < text.Length; i++)
                {
                    var piece = text.Substring(at, Math.Min(split.Cuts[i % split.Cuts.Length], text.Length - at));
                    writer.Write(piece);
                    if (split.Flush)
                        writer.Flush();
                    at += piece.Length;
                }
            }

            foreach (var secret in split.Secrets)
                inner.ToString().ShouldNotContain(secret, Case.Sensitive);
        },
        iter: 20_000,
        threads: 1);

    [Fact]
    public void Writer_WithoutSecrets_ChangesNothing() => Gen.String[0, 40].Array[0, 20].Sample(
        pieces =>
        {
            var inner = new StringWriter();
            var redactor = new SecretRedactor();
            redactor.Add(["no text has this secret inside"]);
            using (var writer = new RedactingTextWriter(inner, redactor))
            {
                foreach (var piece in pieces)
                    writer.Write(piece);
            }

            inner.ToString().ShouldBe(string.Concat(pieces));
        },
        iter: 1000,
        threads: 1);

    [Fact]
    public void Writer_PromptWithoutNewLine_AppearsOnFlush()
    {
        var inner = new StringWriter();
        using var writer = new RedactingTextWriter(inner, WithSecret("canary-secret"));

        writer.Write("The shop's address: ");
        inner.ToString().ShouldBeEmpty();
        writer.Flush();
        inner.ToString().ShouldBe("The shop's address: ");
    }

    [Fact]
    public async Task Writer_EveryWayOfWriting_IsCovered()
    {
        const string Secret = "canary-secret";
        var inner = new StringWriter();
        await using (var writer = new RedactingTextWriter(inner, WithSecret(Secret)))
        {
            foreach (var letter in Secret)
                writer.Write(letter);
            writer.WriteLine(Secret);
            writer.WriteLine("{0}|{1}", Secret, 1);
            writer.Write(Secret.ToCharArray());
            writer.Write(new StringBuilder(Secret));
            writer.Write((object)Secret);
            writer.WriteLine(Secret.AsSpan());
            await writer.WriteAsync(Secret);
            await writer.WriteAsync(Secret.AsMemory(), TestContext.Current.CancellationToken);
            await writer.WriteLineAsync(Secret);
            await writer.WriteLineAsync(Secret.ToCharArray(), 0, Secret.Length);
            await writer.WriteLineAsync(Secret.AsMemory(), TestContext.Current.CancellationToken);
            await writer.FlushAsync(TestContext.Current.CancellationToken);
        }

        inner.ToString().ShouldNotContain("canary");
        inner.ToString().Split("***").Length.ShouldBe(13);
    }

    [Fact]
    public void Writer_OneVeryLongLine_IsPassedOnInPieces()
    {
        var inner = new StringWriter();
        using var writer = new RedactingTextWriter(inner, WithSecret("canary-secret"));

        for (var i = 0; i < 10_000; i++)
            writer.Write("canary-secret, ");

        inner.ToString().Length.ShouldBeGreaterThan(40_000);
        inner.ToString().ShouldNotContain("canary-");
    }

    private static SecretRedactor WithSecret(string secret)
    {
        var redactor = new SecretRedactor();
        redactor.Add([secret]);
        return redactor;
    }
}
