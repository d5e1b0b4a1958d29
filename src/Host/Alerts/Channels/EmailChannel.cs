using System.Globalization;
using System.Net.Sockets;
using Connector.Host.Configuration;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Connector.Host.Alerts.Channels;

/// <summary>E-mail by a mail server (SMTP). One connection for each message: they are few.</summary>
internal sealed class EmailChannel(EmailConfiguration mail, TimeProvider time) : IAlertChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public string Name => "email";

    /// <inheritdoc />
    public int MostCharacters => 64 * 1024;

    /// <inheritdoc />
    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        using var letter = Letter(message);
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        var server = string.Create(CultureInfo.InvariantCulture, $"The mail server {mail.Host}:{mail.Port}");
        try
        {
            await client.ConnectAsync(mail.Host, mail.Port, Security(mail.Security), cancellationToken).ConfigureAwait(false);
            if (mail.User is { } user)
                await client.AuthenticateAsync(user, mail.Password ?? "", cancellationToken).ConfigureAwait(false);
            await client.SendAsync(letter, cancellationToken).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException exception)
        {
            throw new AlertException($"{server} refuses the sign-in ({exception.Message}). Check alerts.email.user and password; many providers want a password made for one program.", exception);
        }
        catch (SslHandshakeException exception)
        {
            throw new AlertException($"{server}: no secure connection ({FirstLine(exception.Message)}). Check alerts.email.security and port (587 with startTls, 465 with tls), and the server's certificate.", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new AlertException($"{server}: {FirstLine(exception.Message)} Check alerts.email.security: a server without startTls is used with tls, or with none on this machine.", exception);
        }
        catch (SmtpCommandException exception)
        {
            throw new AlertException($"{server} refuses the message ({exception.Message}). Check alerts.email.from and to.", exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ProtocolException or ServiceNotConnectedException or TimeoutException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AlertException($"{server} cannot be used ({FirstLine(exception.Message)}). Check alerts.email.host and port, and this machine's way there.", exception);
        }
    }

    private MimeMessage Letter(AlertMessage message)
    {
        var letter = new MimeMessage { Subject = message.Subject, Date = time.GetUtcNow(), Body = new TextPart("plain") { Text = message.Text } };
        letter.From.Add(MailboxAddress.Parse(mail.From));
        letter.To.AddRange(mail.To.Select(MailboxAddress.Parse));
        // No machine answers such letters.
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        return letter;
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private static string FirstLine(string text) => text.AsSpan().TrimStart().IndexOfAny('\r', '\n') is var end && end > 0 ? text.TrimStart()[..end] : text;
}
