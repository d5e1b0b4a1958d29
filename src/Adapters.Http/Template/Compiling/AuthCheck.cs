using System.Text.RegularExpressions;
using Connector.Adapters.Http.Template.Options;

namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>Checks that a kind of authentication has what it needs.</summary>
internal static partial class AuthCheck
{
    /// <summary>Checks.</summary>
    /// <param name="auth">The options, completed.</param>
    /// <param name="mayComeBeside">Whether a missing bearer token may be the option beside the template.</param>
    /// <param name="faults">Takes the mistakes.</param>
    public static void Run(TemplateAuthOptions? auth, bool mayComeBeside, TemplateFaults faults)
    {
        if (auth is null || auth.Kind == TemplateAuthKind.None)
            return;
        if (auth.Kind is null)
            faults.Add("auth.kind", "it is missing", "write bearer, basic, header, query, body, hmac or none");
        if (string.IsNullOrEmpty(auth.Secret) && !(mayComeBeside && auth.Kind == TemplateAuthKind.Bearer))
            faults.Add("auth.secret", "it is missing", "add it as a variable: \"${SHOP_TOKEN}\"");
        if (auth.Secret?.Any(char.IsControl) == true && auth.Kind is not (TemplateAuthKind.Hmac or TemplateAuthKind.Body))
            faults.Add("auth.secret", "it holds a line break or another control character", "take it away where the secret is stored");
        if (auth.Kind == TemplateAuthKind.Basic && string.IsNullOrEmpty(auth.User))
            faults.Add("auth.user", "it is missing", "basic needs a user");
        if (auth.Kind is TemplateAuthKind.Header or TemplateAuthKind.Hmac && !IsToken(auth.Name ?? ""))
            faults.Add("auth.name", "it is missing or no name of a header", "write the header's name: X-Api-Key");
        if (auth.Kind == TemplateAuthKind.Query && string.IsNullOrEmpty(auth.Name))
            faults.Add("auth.name", "it is missing", "write the query parameter's name: key");
        if (auth.Kind == TemplateAuthKind.Hmac && auth.Covers?.Contains(TemplateSigned.Timestamp) == true && !IsToken(auth.TimestampName ?? ""))
            faults.Add("auth.timestampName", "it is missing or no name of a header", "the site must be told the timestamp that is signed: X-Timestamp");
    }

    /// <summary>Whether a text can be the name of a header.</summary>
    public static bool IsToken(string name) => Token().IsMatch(name);

    /// <summary>Whether a text can be the name of a value.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]+\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
