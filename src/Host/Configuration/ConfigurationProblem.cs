namespace Connector.Host.Configuration;

/// <summary>One mistake in the configuration. Holds no secret: what came out of a variable or a file is never repeated.</summary>
/// <param name="File">The file, absolute.</param>
/// <param name="Line">The line, from 1; 0 for a file that cannot be read at all.</param>
/// <param name="Path">The JSON path inside the file, <c>stores.shop-ua.stock.buffer</c>; <c>$</c> for the whole file.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Cure">What would be right.</param>
internal sealed record ConfigurationProblem(string File, int Line, string Path, string Fault, string Cure)
{
    /// <summary>One line for a person: where, what, cure.</summary>
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}" : "")}: {Path}: {Fault}{(Cure.Length > 0 ? $"; {Cure}" : "")}";
}
