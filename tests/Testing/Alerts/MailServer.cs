using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Connector.Testing.Alerts;

/// <summary>A mail server over real sockets (SMTP, RFC 5321): AUTH PLAIN, STARTTLS with a certificate that nobody vouches for.</summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string User = "mailer";
    public const string Password = "mail-password";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<(string From, string To, string Text)> letters = new();
    private readonly X509Certificate2 certificate = SelfSigned();
    private readonly Task serving;

    public MailServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether STARTTLS is offered.</summary>
    public bool OffersTls { get; set; }

    /// <summary>Recipients that it does not know.</summary>
    public string? Unknown { get; set; }

    /// <summary>The letters taken, the oldest first.</summary>
    public IReadOnlyList<(string From, string To, string Text)> Letters => [.. letters];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        certificate.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The caller has gone, or does not trust the certificate.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var (from, to) = ("", "");
        await SayAsync(stream, "220 mail.test ready");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "STARTTLS")
            {
                await SayAsync(stream, "220 go ahead");
                await using var secure = new SslStream(stream, leaveInnerStreamOpen: true);
                await secure.AuthenticateAsServerAsync(certificate);
                return;
            }

            if (verb == "MAIL")
                from = line;
            if (verb == "RCPT")
                to += line;
            if (verb == "DATA")
                letters.Enqueue((from, to, await TextAsync(stream, reader)));
            await SayAsync(stream, Answer(verb, line));
            if (verb == "QUIT")
                return;
        }
    }

    private string Answer(string verb, string line) => verb switch
    {
        "EHLO" => $"250-mail.test\r\n{(OffersTls ? "250-STARTTLS\r\n" : "")}250-AUTH PLAIN\r\n250 8BITMIME",
        "AUTH" => line.EndsWith(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{User}\0{Password}")), StringComparison.Ordinal) ? "235 welcome" : "535 5.7.8 authentication failed",
        "RCPT" when Unknown is { } unknown && line.Contains(unknown, StringComparison.Ordinal) => "550 5.1.1 no such user",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task<string> TextAsync(Stream stream, StreamReader reader)
    {
        await SayAsync(stream, "354 end with a dot");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
            text.Append(line).Append('\n');
        return text.ToString();
    }

    private async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), stop.Token);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
