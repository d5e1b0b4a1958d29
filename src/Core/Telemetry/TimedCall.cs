using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Connector.Core.Telemetry;

/// <summary>One call that is timed and traced until it is disposed. It has failed unless something else is said.</summary>
internal sealed class TimedCall(Histogram<double> histogram, Activity? activity, string tag, string subject, string? call) : IDisposable
{
    private readonly long began = Stopwatch.GetTimestamp();

    /// <summary>How it ended.</summary>
    public string Outcome { get; set; } = "failed";

    public void Dispose()
    {
        var tags = new TagList { { tag, subject }, { "outcome", Outcome } };
        if (call is not null)
            tags.Add("call", call);
        histogram.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
        if (activity is null)
            return;
        foreach (var (name, value) in tags)
            activity.SetTag(name, value);
        activity.SetStatus(Outcome == "ok" ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        activity.Dispose();
    }
}
