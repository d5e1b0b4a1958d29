using System.Globalization;
using Connector.Abstractions;

namespace Connector.Adapters.Http.Receiver;

/// <summary>Whether a receiver would take numbers now.</summary>
internal sealed class ReceiverHealth(HttpOptions options, SiteStock stock, BatchSender sender, TimeProvider time)
{
    // Sites refuse signatures that are five minutes off; a request has its way to go, too.
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan NotedSkew = TimeSpan.FromSeconds(30);

    /// <summary>Compares what the site says with the options, and asks for something that changes nothing.</summary>
    /// <param name="site">What the site has just said.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="StoreException">The site refuses, or could not be asked.</exception>
    public async Task<StoreHealth> CheckAsync(SiteCapabilities site, CancellationToken cancellationToken)
    {
        var skew = site.Time is { } clock ? clock - time.GetUtcNow() : TimeSpan.Zero;
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["reads"] = site.Reads ? "yes" : "no",
            ["maxItems"] = site.MaxItems.ToString(CultureInfo.InvariantCulture),
            ["decimals"] = site.Decimals.ToString(CultureInfo.InvariantCulture),
        };
        if (site.IsTold && site.Time is null)
            details["clock"] = "not told: capabilities have no “time”";
        else if (skew.Duration() > NotedSkew)
            details["clock"] = string.Create(CultureInfo.InvariantCulture, $"{skew.Duration().TotalSeconds:0} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} this machine's; at 300 s signatures are refused. Set both by a time server.");
        if (Fault(site, skew) is { } fault)
            return new StoreHealth { IsHealthy = false, Summary = fault, Details = details };

        if (site.Reads)
            _ = await stock.FindAsync(["connector-check"], cancellationToken).ConfigureAwait(false);
        else
            await sender.TryAsync(cancellationToken).ConfigureAwait(false);
        return new StoreHealth
        {
            IsHealthy = true,
            Summary = site.Reads ? $"{SiteCapabilities.Contract}, up to {site.MaxItems} items a batch" : $"{SiteCapabilities.Contract} that does not show its stock: the connector goes by what it last put there",
            Details = details,
        };
    }

    private string? Fault(SiteCapabilities site, TimeSpan skew) =>
        site.OtherContract is { } other ? $"The site speaks “{other}”, the connector {SiteCapabilities.Contract}."
        : options.Secret is not null && skew.Duration() > LargestSkew ? string.Create(CultureInfo.InvariantCulture, $"The site's clock and this machine's are {skew.Duration().TotalMinutes:0} minutes apart: signatures are refused. Set both by a time server.")
        : options.Decimals > site.Decimals ? $"The option decimals is {options.Decimals}, the site takes {site.Decimals}."
        : null;
}
