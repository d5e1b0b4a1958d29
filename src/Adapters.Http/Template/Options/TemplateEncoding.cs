namespace Connector.Adapters.Http.Template.Options;

/// <summary>How the bytes of a signature are written.</summary>
public enum TemplateEncoding
{
    /// <summary>Lower-case hexadecimal.</summary>
    Hex = 0,

    /// <summary>Base64 with padding.</summary>
    Base64,
}
