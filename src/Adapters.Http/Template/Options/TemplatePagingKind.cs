namespace Connector.Adapters.Http.Template.Options;

/// <summary>What the next page is asked for by.</summary>
public enum TemplatePagingKind
{
    /// <summary>One answer holds everything.</summary>
    None = 0,

    /// <summary>Its number.</summary>
    Page,

    /// <summary>The products that came before it.</summary>
    Offset,

    /// <summary>A word that the answer before gave.</summary>
    Cursor,

    /// <summary>An address that the answer before gave.</summary>
    Link,
}
