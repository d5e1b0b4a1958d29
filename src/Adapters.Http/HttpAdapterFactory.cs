using Connector.Abstractions;
using Connector.Adapters.Http;
using Connector.Adapters.Http.Receiver;
using Connector.Adapters.Http.Template;

[assembly: StoreAdapter(typeof(HttpAdapterFactory), contract: ContractVersion.Current)]

namespace Connector.Adapters.Http;

/// <summary>
/// Makes adapters for sites of own development that are reached over HTTP: <c>"adapter": "http"</c>. With a template the
/// site's own API is spoken, without one the receiver contract.
/// </summary>
public sealed class HttpAdapterFactory : StoreAdapterFactory<HttpOptions>
{
    /// <inheritdoc />
    public override string Name => "http";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, HttpOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        return options.Template is { } template
            ? TemplateAdapter.Create(context, new Uri(options.Url), options.Bearer, template)
            : new ReceiverAdapter(context, options);
    }
}
