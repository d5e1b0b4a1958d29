using System.Reflection;
using NetArchTest.Rules;

namespace Connector.Core.Tests.Architecture;

/// <summary>The floors of Core: imports go down only, KeyCrm and Sync meet in the ledger.</summary>
public sealed class FloorsTests
{
    private static readonly Assembly Core = typeof(Core.Ledger.Ledger).Assembly;

    public static TheoryData<string, string[]> Floors => new()
    {
        { "Connector.Core.Stock", ["Connector.Core.Matching", "Connector.Core.Planning", "Connector.Core.Ledger", "Connector.Core.KeyCrm", "Connector.Core.Sync"] },
        { "Connector.Core.Matching", ["Connector.Core.Planning", "Connector.Core.Ledger", "Connector.Core.KeyCrm", "Connector.Core.Sync"] },
        { "Connector.Core.Planning", ["Connector.Core.Ledger", "Connector.Core.KeyCrm", "Connector.Core.Sync"] },
        { "Connector.Core.Ledger", ["Connector.Core.KeyCrm", "Connector.Core.Sync"] },
        { "Connector.Core.KeyCrm", ["Connector.Core.Sync", "Connector.Core.Planning", "Connector.Core.Matching"] },
        { "Connector.Core.Sync", ["Connector.Core.KeyCrm"] },
    };

    [Theory]
    [MemberData(nameof(Floors))]
    public void Nothing_reaches_up(string floor, string[] above)
    {
        var types = Types.InAssembly(Core).That().ResideInNamespace(floor);
        types.GetTypes().ShouldNotBeEmpty();
        var result = types.ShouldNot().HaveDependencyOnAny(above).GetResult();
        (result.FailingTypeNames ?? []).ShouldBeEmpty();
    }

    [Fact]
    public void Core_knows_no_shop_no_web_server_and_no_host() =>
        Core.GetReferencedAssemblies().Select(name => name.Name!).Where(name =>
                name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "connector"
                || (name.StartsWith("Connector.", StringComparison.Ordinal) && name != "Connector.Abstractions"))
            .ShouldBeEmpty();

    [Fact]
    public void Emulators_know_neither_Core_nor_adapters() =>
        typeof(Emulators.KeyCrm.KeyCrmEmulator).Assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Connector.", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void The_contract_needs_nothing_but_logging() =>
        typeof(Abstractions.IStoreAdapter).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBe(["Microsoft.Extensions.Logging.Abstractions"]);
}
