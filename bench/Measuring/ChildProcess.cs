using System.Diagnostics;
using System.Text.Json;

namespace Connector.Bench.Measuring;

/// <summary>Measures in a process of its own, so that its peak memory is that of the work and of nothing before it.</summary>
internal static class ChildProcess
{
    public const string Verb = "child";

    /// <summary>Runs this program again and waits for what it measured.</summary>
    /// <param name="arguments">What it is to measure.</param>
    /// <exception cref="InvalidOperationException">It failed; what it said went to the standard error.</exception>
    public static async Task<Measured> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Verb, .. arguments]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measured>(output)!
            : throw new InvalidOperationException($"Measuring {string.Join(' ', arguments)} failed with {process.ExitCode}.");
    }

    /// <summary>Says what was measured, to the process that waits for it.</summary>
    public static void Answer(double seconds, TimeSpan processor, int changes) =>
        Console.WriteLine(JsonSerializer.Serialize(new Measured(seconds, processor.TotalSeconds, changes, Machine.PeakMemory())));
}
