namespace Connector.Adapters.Http.Template.Options;

/// <summary>A part of what a signature covers.</summary>
public enum TemplateSigned
{
    /// <summary>The bytes of the body; nothing where there is none.</summary>
    Body = 0,

    /// <summary>Unix seconds, as the timestamp's header says them.</summary>
    Timestamp,

    /// <summary>GET, POST, PUT or PATCH.</summary>
    Method,

    /// <summary>The path with its query, as it is sent.</summary>
    Path,
}
