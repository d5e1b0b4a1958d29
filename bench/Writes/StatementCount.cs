using Connector.Bench.Measuring;

namespace Connector.Bench.Writes;

/// <summary>Statements that a server executed.</summary>
internal readonly record struct StatementCount(double Reads, double Writes)
{
    public static StatementCount operator +(StatementCount one, StatementCount other) =>
        new(one.Reads + other.Reads, one.Writes + other.Writes);

    public static StatementCount operator -(StatementCount one, StatementCount other) =>
        new(one.Reads - other.Reads, one.Writes - other.Writes);

    public static StatementCount operator *(StatementCount one, double factor) => new(one.Reads * factor, one.Writes * factor);

    public override string ToString() => $"{Say.Count(Reads)} + {Say.Count(Writes)}";
}
