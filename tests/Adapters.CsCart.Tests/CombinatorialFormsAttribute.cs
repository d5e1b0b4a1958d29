using System.Reflection;
using Connector.Emulators.CsCart;
using Xunit.Sdk;
using Xunit.v3;

namespace Connector.Adapters.CsCart.Tests;

/// <summary>Every envelope with every form of numbers, and with both ways of ending a list.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialFormsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
        [.. from envelope in Enum.GetValues<CsCartEnvelope>()
            from numbers in Enum.GetValues<CsCartNumbers>()
            from repeats in (bool[])[false, true]
            select new TheoryDataRow<CsCartEnvelope, CsCartNumbers, bool>(envelope, numbers, repeats)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
