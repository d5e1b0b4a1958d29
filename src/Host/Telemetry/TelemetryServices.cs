using Connector.Core.Telemetry;
using Connector.Host.Cli;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Connector.Host.Telemetry;

/// <summary>
/// Metrics at <c>/metrics</c>; metrics and traces by OTLP where OpenTelemetry's own variables name a collector
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin).
/// </summary>
internal static class TelemetryServices
{
    private const string Variables = "OTEL_";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // From a request to keyCRM to the reading of a large store, in seconds.
    private static readonly double[] Buckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // The surroundings of the process say nothing to the web server but this.
        var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Where(variable => ((string)variable.Key).StartsWith(Variables, StringComparison.Ordinal))
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);
        builder.Configuration.AddInMemoryCollection(variables);
        var hasCollector = !string.IsNullOrEmpty(variables.GetValueOrDefault(Endpoint));
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("connector", serviceVersion: Product.Version))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(ConnectorTelemetry.Name)
                    .AddView("connector.*.duration", new ExplicitBucketHistogramConfiguration { Boundaries = Buckets })
                    .AddPrometheusExporter(prometheus => (prometheus.ScopeInfoEnabled, prometheus.TargetInfoEnabled) = (false, false));
                if (hasCollector)
                    metrics.AddOtlpExporter();
            });
        if (hasCollector)
            telemetry.WithTracing(traces => traces.AddSource(ConnectorTelemetry.Name).AddOtlpExporter());
    }
}
