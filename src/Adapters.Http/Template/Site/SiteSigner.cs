using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Urls;

namespace Connector.Adapters.Http.Template.Site;

/// <summary>Puts the secret, or a signature made with it, into a request.</summary>
internal sealed class SiteSigner(TemplateAuthOptions? auth, SiteAddress address, TimeProvider time)
{
    /// <summary>Completes a request.</summary>
    public void Sign(HttpRequestMessage request, byte[]? body)
    {
        var secret = auth?.Secret ?? "";
        switch (auth?.Kind)
        {
            case TemplateAuthKind.Bearer:
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
                break;
            case TemplateAuthKind.Basic:
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{auth.User}:{secret}")));
                break;
            case TemplateAuthKind.Header:
                request.Headers.TryAddWithoutValidation(auth.Name!, auth.Prefix + secret);
                break;
            case TemplateAuthKind.Query:
                request.RequestUri = address.With(request.RequestUri!, auth.Name!, secret);
                break;
            case TemplateAuthKind.Hmac:
                AddSignature(auth, request, body ?? []);
                break;
        }
    }

    private void AddSignature(TemplateAuthOptions hmac, HttpRequestMessage request, byte[] body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        if (hmac.TimestampName is { Length: > 0 } header)
            request.Headers.TryAddWithoutValidation(header, timestamp);
        var separator = Encoding.UTF8.GetBytes(hmac.Separator ?? ".");
        using var content = new MemoryStream();
        foreach (var (part, i) in (hmac.Covers ?? [TemplateSigned.Body]).Select(static (part, i) => (part, i)))
        {
            if (i > 0)
                content.Write(separator);
            content.Write(part switch
            {
                TemplateSigned.Timestamp => Encoding.UTF8.GetBytes(timestamp),
                TemplateSigned.Method => Encoding.UTF8.GetBytes(request.Method.Method),
                TemplateSigned.Path => Encoding.UTF8.GetBytes(request.RequestUri!.PathAndQuery),
                _ => body,
            });
        }

        var key = Encoding.UTF8.GetBytes(hmac.Secret ?? "");
        var data = content.ToArray();
#pragma warning disable CA5350 // SHA-1 in an HMAC is what some old sites ask for; it is chosen by name.
        var hash = hmac.Algorithm switch
        {
            TemplateHash.Sha512 => HMACSHA512.HashData(key, data),
            TemplateHash.Sha1 => HMACSHA1.HashData(key, data),
            _ => HMACSHA256.HashData(key, data),
        };
#pragma warning restore CA5350
        var text = hmac.Encoding == TemplateEncoding.Base64 ? Convert.ToBase64String(hash) : Convert.ToHexStringLower(hash);
        request.Headers.TryAddWithoutValidation(hmac.Name!, hmac.Prefix + text);
    }
}
