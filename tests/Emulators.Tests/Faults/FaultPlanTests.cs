using Connector.Emulators.Faults;
using Connector.Emulators.KeyCrm;

namespace Connector.Emulators.Tests.Faults;

public sealed class FaultPlanTests
{
    private static List<string> Run(FaultPlan<int, string> plan, int requests) =>
        [.. Enumerable.Range(1, requests).Select(request => string.Join('+', plan.Take(request)))];

    [Fact]
    public void Queue_serves_one_request_each_and_lets_pass_what_it_was_told()
    {
        var plan = new FaultPlan<int, string>(1);
        plan.Enqueue("a", "b");
        plan.Pass(2);
        plan.Enqueue("c");

        Run(plan, 7).ShouldBe(["a", "b", "", "", "c", "", ""]);
    }

    [Fact]
    public void Rule_strikes_matching_requests_as_often_as_it_may()
    {
        var plan = new FaultPlan<int, string>(1);
        plan.When(static request => request % 2 == 0, "even", times: 2);

        Run(plan, 8).ShouldBe(["", "even", "", "even", "", "", "", ""]);
    }

    [Fact]
    public void Faults_of_queue_and_rules_add_up()
    {
        var plan = new FaultPlan<int, string>(1);
        plan.Enqueue("queued");
        plan.When(static request => request == 1, "first");
        plan.When(static _ => true, "always", times: 1);

        Run(plan, 2).ShouldBe(["queued+first+always", ""]);
    }

    [Fact]
    public void Chance_repeats_with_its_seed_and_strikes_about_as_often_as_asked()
    {
        FaultPlan<int, string> Plan(int seed)
        {
            var plan = new FaultPlan<int, string>(seed);
            plan.WithProbability(0.2, "a", "b");
            return plan;
        }

        var run = Run(Plan(7), 2000);

        run.ShouldBe(Run(Plan(7), 2000));
        run.ShouldNotBe(Run(Plan(8), 2000));
        run.Count(static fault => fault.Length > 0).ShouldBeInRange(320, 480);
        run.Distinct().Order().ShouldBe(["", "a", "b"]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 100)]
    public void Chance_of_zero_never_strikes_and_of_one_always(double probability, int expected)
    {
        var plan = new FaultPlan<int, string>(3);
        plan.WithProbability(probability, "x");

        Run(plan, 100).Count(static fault => fault == "x").ShouldBe(expected);
    }

    [Fact]
    public void Clear_forgets_queue_and_rules()
    {
        var plan = new FaultPlan<int, string>(1);
        plan.Enqueue("a");
        plan.When(static _ => true, "b");

        plan.Clear();

        Run(plan, 2).ShouldBe(["", ""]);
    }

    [Fact]
    public void Chance_outside_zero_to_one_is_refused()
    {
        var plan = new FaultPlan<KeyCrmRequest, HttpFault>(1);

        Should.Throw<ArgumentOutOfRangeException>(() => plan.WithProbability(1.1, HttpFault.Drop()));
        Should.Throw<ArgumentOutOfRangeException>(() => plan.WithProbability(-0.1, HttpFault.Drop()));
        Should.Throw<ArgumentOutOfRangeException>(() => plan.WithProbability(0.5));
    }
}
