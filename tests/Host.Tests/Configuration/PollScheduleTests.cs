using Connector.Host.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Host.Tests.Configuration;

public sealed class PollScheduleTests
{
    private static readonly TimeZoneInfo Kyiv = TimeZoneInfo.FindSystemTimeZoneById("Europe/Kyiv");

    [Theory]
    [InlineData("00:15:00", "2026-11-24T08:03:00Z", 15)]
    [InlineData("1.00:00:00", "2026-11-24T08:03:00Z", 1440)]
    [InlineData("*/15 * * * *", "2026-11-24T08:03:00Z", 12)]
    [InlineData("0 3 * * *", "2026-11-24T08:00:00Z", 17 * 60)]
    [InlineData("*/10 8-20 * * MON-SAT", "2026-11-24T19:00:00Z", 11 * 60)]
    public void The_next_reading_is_when_the_schedule_says_in_the_machine_s_own_time(string text, string began, int minutes)
    {
        var at = DateTimeOffset.Parse(began, System.Globalization.CultureInfo.InvariantCulture);
        var time = new FakeTimeProvider(at);
        time.SetLocalTimeZone(Kyiv);
        Parse(text).Until(at, time).ShouldBe(TimeSpan.FromMinutes(minutes));
        time.Advance(TimeSpan.FromMinutes(minutes + 5));
        Parse(text).Until(at, time).ShouldBe(TimeSpan.FromMinutes(-5), "overdue, and once only");
    }

    [Fact]
    public void A_night_that_is_an_hour_shorter_leaves_no_reading_out()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 28, 20, 0, 0, TimeSpan.Zero));
        time.SetLocalTimeZone(Kyiv);
        Parse("30 3 * * *").Until(time.GetUtcNow(), time).ShouldBeInRange(TimeSpan.FromHours(4), TimeSpan.FromHours(6));
    }

    [Theory]
    [InlineData("00:15:00", 15)]
    [InlineData("*/15 * * * *", 15)]
    [InlineData("0 8-20 * * *", 12 * 60)]
    [InlineData("0 3 * * MON", 7 * 24 * 60)]
    public void The_longest_pause_is_known(string text, int minutes) => Parse(text).Longest.ShouldBe(TimeSpan.FromMinutes(minutes), TimeSpan.FromDays(text.Contains("MON") ? 1 : 0));

    [Theory]
    [InlineData("00:00:30")]
    [InlineData("1.00:00:01")]
    [InlineData("15")]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("61 * * * *")]
    [InlineData("0 0 1 1 *")]
    [InlineData("0 0 30 2 *")]
    [InlineData("every hour")]
    public void What_is_no_schedule_is_told(string text)
    {
        PollSchedule.TryParse(text, out _, out var fault).ShouldBeFalse();
        fault.ShouldNotBeEmpty();
    }

    private static PollSchedule Parse(string text)
    {
        PollSchedule.TryParse(text, out var schedule, out var fault).ShouldBeTrue(fault);
        return schedule!;
    }
}
