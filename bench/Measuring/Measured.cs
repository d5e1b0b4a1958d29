namespace Connector.Bench.Measuring;

/// <summary>What a process of its own measured.</summary>
/// <param name="Seconds">How long the work took.</param>
/// <param name="Processor">How long processors worked on it, on any core: hardly disturbed by what else the machine does.</param>
/// <param name="Changes">What came of it: the numbers to be changed, the same for every way of doing it.</param>
/// <param name="PeakMemory">The most memory the process ever had in use, in bytes.</param>
internal sealed record Measured(double Seconds, double Processor, int Changes, long PeakMemory);
