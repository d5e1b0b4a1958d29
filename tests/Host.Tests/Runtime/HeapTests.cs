using System.Text.Json;

namespace Connector.Host.Tests.Runtime;

/// <summary>The program runs beside a shop on a small server.</summary>
public sealed class HeapTests
{
    // The web SDK asks for a heap on every core unless it is told otherwise, and does not mind a property that it does not know.
    [Fact]
    public void The_program_has_one_heap_not_one_for_each_core()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "connector.runtimeconfig.json")));
        settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty("System.GC.Server").GetBoolean().ShouldBeFalse();
    }
}
