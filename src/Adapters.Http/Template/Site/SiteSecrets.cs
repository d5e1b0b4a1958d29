using System.Text;
using Connector.Adapters.Http.Template.Options;

namespace Connector.Adapters.Http.Template.Site;

/// <summary>Takes a site's secret out of whatever the site says, in each of the forms in which it was sent.</summary>
internal sealed class SiteSecrets
{
    private const int Longest = 200;

    private readonly string[] _forms;

    /// <summary>Takes the secret of the options.</summary>
    public SiteSecrets(TemplateAuthOptions? auth)
    {
        var secret = auth?.Secret ?? "";
        _forms = secret.Length == 0
            ? []
            : [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes($"{auth!.User}:{secret}"))];
    }

    /// <summary>A text of the site for a person: one line, not long, without the secret.</summary>
    public string Clean(string text)
    {
        foreach (var form in _forms)
            text = text.Replace(form, "***", StringComparison.Ordinal);
        text = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}
