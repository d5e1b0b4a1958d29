namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>A proxy that ends TLS before a shop and may alter the addresses that pass: requests for https go on as http.</summary>
internal sealed class TlsFront(Func<string, string>? alter = null)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(request.RequestUri!) { Scheme = Uri.UriSchemeHttp }.Uri.AbsoluteUri;
        request.RequestUri = new Uri(alter?.Invoke(address) ?? address);
        return base.SendAsync(request, cancellationToken);
    }
}
