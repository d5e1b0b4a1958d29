namespace Connector.Adapters.Http.Template.Paths;

/// <summary>One step of a path.</summary>
/// <param name="Kind">How it goes on.</param>
/// <param name="Name">The member.</param>
/// <param name="Index">The element.</param>
internal readonly record struct PathStep(PathStepKind Kind, string Name = "", int Index = 0)
{
    /// <summary>Whether it leads to many places.</summary>
    public bool IsWild => Kind is PathStepKind.Elements or PathStepKind.Members;
}
