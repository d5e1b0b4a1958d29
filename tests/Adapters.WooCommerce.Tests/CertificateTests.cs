using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WooCommerceOptions = Connector.Adapters.WooCommerce.Options.WooCommerceOptions;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>A shop with a certificate of its own making.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_that_nobody_vouches_for_is_taken_only_where_the_owner_says_so(bool isAllowed)
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=shop.internal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, certificate);
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler);
        await using var adapter = new WooCommerceAdapterFactory().Create(new WooShop.Context(http, TimeProvider.System), (object)new WooCommerceOptions
        {
            Url = $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}",
            ConsumerKey = "ck",
            ConsumerSecret = "cs",
            AllowInvalidCertificate = isAllowed,
        });

        if (isAllowed)
            (await adapter.ReadListingsAsync(WooShop.Token).ToListAsync(WooShop.Token)).ShouldBeEmpty();
        else
            await Should.ThrowAsync<HttpRequestException>(async () => await adapter.ReadListingsAsync(WooShop.Token).ToListAsync(WooShop.Token));
        await serving;
    }

    // An empty stock report for the first caller, if it goes on to ask for it.
    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(WooShop.Token);
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            var request = new byte[8192];
            if (await stream.ReadAsync(request, WooShop.Token) > 0)
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-WP-Total: 0\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"), WooShop.Token);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The caller did not take the certificate.
        }
    }
}
