namespace Connector.Adapters.Http.Template.Paths;

/// <summary>Where a path begins.</summary>
internal enum PathRoot
{
    /// <summary><c>$</c>: the answer, or the product in it.</summary>
    Here,

    /// <summary><c>^</c>: what the product stands in.</summary>
    Enclosing,

    /// <summary><c>@key</c>: the name under which the product stands in its object.</summary>
    Key,
}
