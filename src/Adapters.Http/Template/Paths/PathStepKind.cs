namespace Connector.Adapters.Http.Template.Paths;

/// <summary>How one step of a path goes on.</summary>
internal enum PathStepKind
{
    /// <summary>To a member of an object.</summary>
    Name,

    /// <summary>To an element of a list; counted from the end below zero.</summary>
    Index,

    /// <summary>A JSON Pointer's step, which is either.</summary>
    Either,

    /// <summary>To every element of a list.</summary>
    Elements,

    /// <summary>To every member of an object.</summary>
    Members,
}
