using System.Globalization;
using System.Runtime.InteropServices;

namespace Connector.Bench.Measuring;

/// <summary>Where and when was measured.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"Measured {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC: {Processor()}, {Environment.ProcessorCount} cores, load {Load()} when it began; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}.");

    /// <summary>The most memory that this process ever had in use (VmHWM), in bytes.</summary>
    public static long PeakMemory() =>
        1024 * long.Parse(Field("/proc/self/status", "VmHWM").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Processor() => Field("/proc/cpuinfo", "model name");

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Field(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':', 2)[1].Trim();
}
