using Connector.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connector.Adapters.Http.Tests.Template;

/// <summary>Lends a client that behaves as the host's: no redirects, no cookies.</summary>
internal sealed class TemplateContext(TimeProvider? time = null) : StoreContext, IDisposable
{
    public override StoreId StoreId { get; } = new("own-api");

    public override ILogger Logger => NullLogger.Instance;

    public override TimeProvider TimeProvider { get; } = time ?? TimeProvider.System;

    public override HttpClient HttpClient { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public override string ConfigurationFolder => Path.GetTempPath();

    public void Dispose() => HttpClient.Dispose();
}
