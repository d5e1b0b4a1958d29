using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cronos;

namespace Connector.Host.Configuration;

/// <summary>When an account is read whole: every so often, or at the times of a cron line.</summary>
internal sealed record PollSchedule
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    // Once a week is allowed, also where the week is the one in which clocks change.
    private static readonly TimeSpan LongestOfCron = TimeSpan.FromDays(8);

    // The configuration is looked at every few seconds; a cron line's year is walked through once.
    private static readonly ConcurrentDictionary<string, TimeSpan?> Gaps = new(StringComparer.Ordinal);

    private readonly CronExpression? cron;

    private PollSchedule(string text, TimeSpan longest, CronExpression? cron)
    {
        Text = text;
        Longest = longest;
        this.cron = cron;
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>At steady intervals.</summary>
    public static PollSchedule Every(TimeSpan interval) => new(interval.ToString("c", CultureInfo.InvariantCulture), interval, null);

    /// <summary>Reads <c>"00:15:00"</c> (a minute to a day) or a cron line of five fields (<c>"*/10 8-20 * * MON-SAT"</c>).</summary>
    /// <param name="text">The text.</param>
    /// <param name="schedule">The schedule, if the text is one.</param>
    /// <param name="fault">What is wrong with it otherwise.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PollSchedule? schedule, out string fault)
    {
        (schedule, fault) = (null, "");
        var trimmed = text.Trim();
        if (trimmed.Contains(':'))
        {
            if (!TimeSpan.TryParseExact(trimmed, ["hh\\:mm\\:ss", "d\\.hh\\:mm\\:ss"], CultureInfo.InvariantCulture, out var interval) || interval < Least || interval > Most)
                fault = "it must be between 00:01:00 and 1.00:00:00";
            else
                schedule = Every(interval);
        }
        else if (!CronExpression.TryParse(trimmed, CronFormat.Standard, out var cron))
        {
            fault = "this is neither a duration (\"00:15:00\") nor a cron line of five fields: minute, hour, day, month, weekday (\"*/10 8-20 * * *\")";
        }
        else if (Gaps.GetOrAdd(trimmed, static (_, cron) => Gap(cron), cron) is not { } gap)
        {
            fault = "this cron line never comes twice within eight days";
        }
        else
        {
            schedule = new PollSchedule(trimmed, gap, cron);
        }

        return schedule is not null;
    }

    /// <summary>The longest time between two readings.</summary>
    public TimeSpan Longest { get; }

    /// <summary>How long until the next reading.</summary>
    /// <param name="began">When the last one began.</param>
    /// <param name="time">The clock, and the place whose time a cron line means.</param>
    /// <returns>Nothing or less if it is due.</returns>
    public TimeSpan Until(DateTimeOffset began, TimeProvider time)
    {
        var next = cron?.GetNextOccurrence(began, time.LocalTimeZone) ?? began + Longest;
        return next - time.GetUtcNow();
    }

    /// <inheritdoc />
    public bool Equals(PollSchedule? other) => Text == other?.Text;

    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    // The longest pause of a year; null where one is longer than eight days.
    private static TimeSpan? Gap(CronExpression cron)
    {
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var (last, longest) = (begin, TimeSpan.Zero);
        foreach (var at in cron.GetOccurrences(begin, begin.AddDays(366), TimeZoneInfo.Utc))
        {
            longest = at - last > longest ? at - last : longest;
            last = at;
        }

        longest = begin.AddDays(366) - last > longest ? begin.AddDays(366) - last : longest;
        return longest <= LongestOfCron ? longest : null;
    }
}
