namespace Connector.Adapters.Http.Template.Options;

/// <summary>The hash of a signature.</summary>
public enum TemplateHash
{
    /// <summary>HMAC-SHA256.</summary>
    Sha256 = 0,

    /// <summary>HMAC-SHA512.</summary>
    Sha512,

    /// <summary>HMAC-SHA1, for old sites.</summary>
    Sha1,
}
