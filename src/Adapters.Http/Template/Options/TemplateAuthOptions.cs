using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>How the connector shows a site who it is.</summary>
public sealed class TemplateAuthOptions
{
    /// <summary>Where the secret goes.</summary>
    [Description("bearer: Authorization: Bearer SECRET. basic: user and secret. header: the secret in the header name. query: the secret in the query parameter name. body: {{secret}} in the bodies. hmac: a signature in the header name. none.")]
    public TemplateAuthKind? Kind { get; set; }

    /// <summary>Token, password or signing key. A secret.</summary>
    [DataType(DataType.Password)]
    [Description("Token, password or signing key: \"${SHOP_TOKEN}\".")]
    public string? Secret { get; set; }

    /// <summary>The user of <c>basic</c>.</summary>
    [Description("The user name, for basic.")]
    public string? User { get; set; }

    /// <summary>The header or the query parameter, for <c>header</c>, <c>query</c> and <c>hmac</c>.</summary>
    [Description("The header (header, hmac) or query parameter (query) that carries the secret or the signature: X-Api-Key, X-Signature, key.")]
    public string? Name { get; set; }

    /// <summary>What stands before the secret in a header: <c>"Token "</c>, <c>"sha256="</c>.</summary>
    [Description("What stands before the secret or signature in the header, such as \"Token \" or \"sha256=\". Optional.")]
    public string? Prefix { get; set; }

    /// <summary>The hash of <c>hmac</c>; SHA-256 by default.</summary>
    [Description("The hash of hmac: sha256 (default), sha512 or sha1.")]
    public TemplateHash? Algorithm { get; set; }

    /// <summary>How the signature is written; hexadecimal by default.</summary>
    [Description("How the signature is written: hex (default) or base64.")]
    public TemplateEncoding? Encoding { get; set; }

    /// <summary>What is signed, joined by <see cref="Separator"/>; the body alone by default.</summary>
    [Description("What the signature covers, in order: timestamp (Unix seconds), method, path (with its query, as sent), body. By default [\"body\"].")]
    public IList<TemplateSigned>? Covers { get; set; }

    /// <summary>What stands between the signed parts; a point by default.</summary>
    [Description("What stands between the signed parts; \".\" by default.")]
    public string? Separator { get; set; }

    /// <summary>The header that carries the timestamp; needed where it is signed.</summary>
    [Description("The header that carries the timestamp, where covers names timestamp: X-Timestamp.")]
    public string? TimestampName { get; set; }
}
