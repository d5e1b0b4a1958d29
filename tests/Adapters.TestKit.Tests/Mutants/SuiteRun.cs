using System.Reflection;

namespace Connector.Adapters.TestKit.Tests.Mutants;

/// <summary>Runs one test of the suite as xunit would, and brings what it threw.</summary>
internal static class SuiteRun
{
    /// <summary>The names of all tests of the suite.</summary>
    public static IReadOnlyList<string> Tests { get; } =
    [
        .. typeof(StoreAdapterConformance).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => method.Name)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Runs it.</summary>
    /// <returns>The exception, or <see langword="null"/> where the test passed.</returns>
    public static async Task<Exception?> RunAsync(MemoryConformance suite, string test)
    {
        MethodInfo method = typeof(StoreAdapterConformance).GetMethod(test) ?? throw new ArgumentException($"The suite has no test {test}.", nameof(test));
        await suite.InitializeAsync();
        Exception? exception = await Record.ExceptionAsync(() => (Task)method.Invoke(suite, null)!);
        // Adapters that cannot be disposed are among the mutants.
        await Record.ExceptionAsync(async () => await suite.DisposeAsync());
        return exception;
    }
}
