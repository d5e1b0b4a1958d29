using Connector.Adapters.TestKit.Tests.Memory;
using Connector.Adapters.TestKit.Tests.Mutants;

namespace Connector.Adapters.TestKit.Tests;

/// <summary>A test that no faulty adapter fails would be worth nothing: every test of the suite is failed by adapters with exactly its fault.</summary>
public class MutantTests
{
    public static TheoryData<string> Faults => [.. Mutations.All.Select(mutation => mutation.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_seen_by_the_test_that_is_made_for_it(string fault)
    {
        Mutation mutation = Mutations.All.Single(candidate => candidate.Name == fault);

        Exception? exception = await SuiteRun.RunAsync(new MemoryConformance { Make = mutation.Make }, mutation.Test);

        string message = exception.ShouldBeAssignableTo<Xunit.Sdk.XunitException>($"{mutation.Test} let it pass").ShouldNotBeNull().Message;
        message.ShouldContain("The contract promises: ");
        message.ShouldContain("The adapter did: ");
        message.ShouldContain("To mend it: ");
        message.ShouldNotContain(MemoryShop.Token);
    }

    [Fact]
    public void Every_test_of_the_suite_has_a_fault_that_it_sees()
    {
        // The declarations are the author's and not the adapter's: DeclarationTests has their faults.
        SuiteRun.Tests.Except(Mutations.All.Select(mutation => mutation.Test))
            .ShouldBe([nameof(StoreAdapterConformance.What_does_not_apply_is_declared_with_a_reason)]);
    }
}
