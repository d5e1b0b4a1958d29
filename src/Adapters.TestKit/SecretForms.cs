using System.Text;

namespace Connector.Adapters.TestKit;

/// <summary>The forms in which a secret slips into a text.</summary>
internal static class SecretForms
{
    /// <summary>As it is, as in an address, as in base64, and as the name or password of Basic authentication.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> secrets)
    {
        var known = secrets.Where(secret => secret.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return known
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret), Base64(secret) })
            .Concat(from name in known from password in known where name != password select Base64($"{name}:{password}"))
            .Distinct(StringComparer.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
