using Connector.Core.KeyCrm;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Connector.Core.Tests.KeyCrm;

public sealed class RequestBudgetTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<Task> StartAsync(RequestBudget budget, RequestPriority priority = RequestPriority.Background)
    {
        var turn = budget.AcquireAsync(priority, Token);
        await Task.Yield();
        return turn;
    }

    private static void Spend(RequestBudget budget, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            budget.AcquireAsync(RequestPriority.Background, Token).IsCompletedSuccessfully.ShouldBeTrue();
            budget.Complete();
        }
    }

    [Fact]
    public async Task Nothing_goes_beyond_the_limit_until_a_minute_after_the_answer()
    {
        using var budget = new RequestBudget(3, time);
        Spend(budget, 3);
        var fourth = await StartAsync(budget);
        time.Advance(Minute - TimeSpan.FromMilliseconds(1));
        fourth.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(5));
        await fourth.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    // The server counts when a request arrives, we when it is answered: the gap between two of ours is never shorter than it sees.
    [Fact]
    public async Task No_sixty_seconds_ever_see_more_than_the_limit()
    {
        await Gen.Select(Gen.Int[1, 8], Gen.Int[0, 900].List[1, 60]).SampleAsync(async (limit, pauses) =>
        {
            var clock = new FakeTimeProvider();
            using var budget = new RequestBudget(limit, clock);
            var starts = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                var turn = budget.AcquireAsync(RequestPriority.Background, Token);
                while (budget.Waiting > 0)
                    clock.Advance(TimeSpan.FromMilliseconds(100));
                await turn;

                starts.Add(clock.GetUtcNow());
                clock.Advance(TimeSpan.FromMilliseconds(pause));
                budget.Complete();
            }

            for (var i = limit; i < starts.Count; i++)
                (starts[i] - starts[i - limit]).ShouldBeGreaterThanOrEqualTo(Minute);
        }, iter: 30, threads: 1);
    }

    [Fact]
    public async Task Targeted_requests_go_before_background_ones_that_waited_longer()
    {
        using var budget = new RequestBudget(1, time);
        Spend(budget, 1);
        var background = await StartAsync(budget);
        var targeted = await StartAsync(budget, RequestPriority.Targeted);
        time.Advance(Minute + TimeSpan.FromMilliseconds(5));
        await targeted.WaitAsync(TimeSpan.FromSeconds(10), Token);
        background.IsCompleted.ShouldBeFalse();
        (budget.Waiting, budget.UnderWay).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Spread_evenly_a_burst_is_ready_at_once_and_background_requests_leave_half_of_it()
    {
        using var budget = new RequestBudget(60, time);
        budget.Spread();
        for (var i = 0; i < 5; i++)
            (await StartAsync(budget)).IsCompleted.ShouldBeTrue();
        (await StartAsync(budget)).IsCompleted.ShouldBeFalse("the rest is for what is urgent");
        for (var i = 0; i < 5; i++)
            (await StartAsync(budget, RequestPriority.Targeted)).IsCompleted.ShouldBeTrue();
        var next = await StartAsync(budget, RequestPriority.Targeted);
        next.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1.25));
        await next.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    // However the turns are asked for, no window of sixty seconds has more than the limit, and under a background that takes
    // whatever it gets an urgent request waits a moment only.
    [Fact]
    public void Spread_evenly_the_limit_holds_in_every_window_and_urgent_requests_hardly_wait() =>
        Gen.Int[6, 120].Select(Gen.Int[1, 40]).Sample((limit, everySeconds) =>
        {
            var clock = new FakeTimeProvider();
            using var budget = new RequestBudget(limit, clock);
            budget.Spread();
            var answered = new List<TimeSpan>();
            var (greedy, urgent, asked) = (budget.AcquireAsync(RequestPriority.Background, CancellationToken.None), (Task?)null, TimeSpan.Zero);
            for (var now = TimeSpan.Zero; now < TimeSpan.FromMinutes(4); now += TimeSpan.FromMilliseconds(250))
            {
                if (urgent is null && now.TotalSeconds % everySeconds < 0.2)
                    (urgent, asked) = (budget.AcquireAsync(RequestPriority.Targeted, CancellationToken.None), now);
                // A turn is given at once; its task ends a moment later on another thread.
                SpinWait.SpinUntil(() => budget.UnderWay == (greedy.IsCompleted ? 1 : 0) + (urgent is { IsCompleted: true } ? 1 : 0));
                if (urgent is { IsCompleted: true })
                {
                    (now - asked).ShouldBeLessThan(TimeSpan.FromSeconds((60.0 / (limit - (limit / 6))) + 1));
                    budget.Complete();
                    answered.Add(now);
                    urgent = null;
                }

                while (greedy.IsCompleted)
                {
                    budget.Complete();
                    answered.Add(now);
                    greedy = budget.AcquireAsync(RequestPriority.Background, CancellationToken.None);
                    SpinWait.SpinUntil(() => budget.UnderWay == (greedy.IsCompleted ? 1 : 0) + (urgent is { IsCompleted: true } ? 1 : 0));
                }

                clock.Advance(TimeSpan.FromMilliseconds(250));
            }

            for (var i = 0; i + limit < answered.Count; i++)
                (answered[i + limit] - answered[i]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(59.5));
            answered.Count.ShouldBeGreaterThan((limit - (limit / 6)) * 3, "the budget is used");
        }, iter: 60);

    [Theory]
    [InlineData(30, 30)]
    [InlineData(0, 5)]
    [InlineData(null, 5)]
    public async Task A_refusal_stops_everything_for_as_long_as_the_server_asks(int? retryAfter, int seconds)
    {
        using var budget = new RequestBudget(10, time);
        budget.AcquireAsync(RequestPriority.Background, Token).IsCompleted.ShouldBeTrue();
        budget.Refused(retryAfter is { } asked ? TimeSpan.FromSeconds(asked) : null);
        budget.Complete();
        var next = await StartAsync(budget, RequestPriority.Targeted);
        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(10));
        next.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(20));
        await next.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task A_refusal_lowers_the_limit_and_quiet_minutes_raise_it_again()
    {
        using var budget = new RequestBudget(50, time);
        Spend(budget, 40);
        budget.Refused(TimeSpan.FromSeconds(1));
        budget.Limit.ShouldBe(40);
        for (var minute = 0; minute < 5; minute++)
        {
            time.Advance(Minute);
            await StartAsync(budget);
            budget.Complete();
        }

        budget.Limit.ShouldBe(50);
    }

    [Fact]
    public async Task The_servers_limit_and_what_others_have_spent_count()
    {
        using var budget = new RequestBudget(55, time);
        budget.Observe(20, null);
        budget.Limit.ShouldBe(20);
        budget.Observe(20, 1);
        (await StartAsync(budget)).IsCompleted.ShouldBeTrue();
        (await StartAsync(budget)).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task What_other_processes_spent_a_moment_ago_counts()
    {
        using var budget = new RequestBudget(2, time, [TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(1)]);
        var next = await StartAsync(budget);
        next.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(11));
        await next.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task A_caller_that_gives_up_costs_nothing()
    {
        using var budget = new RequestBudget(1, time);
        Spend(budget, 1);
        using var impatient = new CancellationTokenSource();
        var given = budget.AcquireAsync(RequestPriority.Targeted, impatient.Token);
        var patient = await StartAsync(budget);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => given);
        time.Advance(Minute + TimeSpan.FromMilliseconds(5));
        await patient.WaitAsync(TimeSpan.FromSeconds(10), Token);
        budget.UnderWay.ShouldBe(1);
    }

    // The server is never asked for more than it allows, although quiet minutes pass.
    [Fact]
    public async Task Quiet_minutes_never_raise_the_limit_above_the_servers()
    {
        using var budget = new RequestBudget(55, time);
        budget.Observe(20, null);
        await PassMinutesAsync(budget, 5);
        budget.Limit.ShouldBe(20);
        budget.Observe(40, null);
        await PassMinutesAsync(budget, 12);
        budget.Limit.ShouldBe(40);
    }

    // A Retry-After as a date, from a server or on a machine whose clock is years off.
    [Fact]
    public async Task A_pause_of_years_is_not_believed()
    {
        using var budget = new RequestBudget(10, time);
        budget.Refused(TimeSpan.FromDays(4000));
        var next = await StartAsync(budget);
        time.Advance(TimeSpan.FromMinutes(9));
        next.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(2));
        await next.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public void A_limit_never_falls_below_one_request()
    {
        using var budget = new RequestBudget(3, time);
        for (var i = 0; i < 10; i++)
            budget.Refused(null);
        budget.Limit.ShouldBe(1);
        budget.Observe(0, 0);
        budget.Limit.ShouldBe(1);
    }

    [Fact]
    public async Task Many_callers_at_once_that_give_up_leave_nothing_behind()
    {
        using var budget = new RequestBudget(1, time);
        Spend(budget, 1);
        using var impatient = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 2000).Select(_ => budget.AcquireAsync(RequestPriority.Background, impatient.Token)).ToList();
        await impatient.CancelAsync();
        foreach (var caller in callers)
            await Should.ThrowAsync<OperationCanceledException>(() => caller);
        time.Advance(Minute + TimeSpan.FromMilliseconds(5));
        (budget.Waiting, budget.UnderWay).ShouldBe((0, 0));
        (await StartAsync(budget)).IsCompleted.ShouldBeTrue();
    }

    private async Task PassMinutesAsync(RequestBudget budget, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            time.Advance(Minute);
            await StartAsync(budget);
            budget.Complete();
        }
    }
}
