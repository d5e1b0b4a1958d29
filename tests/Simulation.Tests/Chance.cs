namespace Connector.Simulation.Tests;

/// <summary>Everything that is left to chance, from one seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);

    public int Next(int below)
    {
        lock (gate)
            return random.Next(below);
    }

    public int Next(int from, int below) => from + Next(below - from);

    public double NextDouble()
    {
        lock (gate)
            return random.NextDouble();
    }

    public bool OneIn(int times) => Next(times) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public TimeSpan Seconds(double most) => TimeSpan.FromMilliseconds(Next((int)(most * 1000) + 1));
}
