using Connector.Abstractions;
using Connector.Adapters.TestKit.Tests.Memory;

namespace Connector.Adapters.TestKit.Tests.Mutants;

/// <summary>A fault, and the test that must see it.</summary>
/// <param name="Name">The fault in a few words.</param>
/// <param name="Test">The name of the suite's test.</param>
/// <param name="Make">Makes the faulty adapter.</param>
internal sealed record Mutation(string Name, string Test, Func<MemoryShop, StoreContext, IStoreAdapter> Make);
