using System.Text.Json;
using Connector.Core.KeyCrm;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Json;
using Connector.Host.Configuration.Sections;

namespace Connector.Host.Configuration;

/// <summary>Makes accounts of what is written.</summary>
internal sealed class AccountReader(ProblemList problems, SecretSet secrets)
{
    /// <summary>Reads the accounts that are without mistakes; the others' mistakes are among the problems.</summary>
    public IReadOnlyDictionary<string, AccountConfiguration> Read(LocatedNode? accounts)
    {
        var read = new Dictionary<string, AccountConfiguration>(StringComparer.Ordinal);
        if (accounts?.Kind != JsonValueKind.Object)
            return read;
        foreach (var member in accounts.Members)
        {
            if (!StoreName.IsValid(member.Name))
                problems.Add(new ConfigurationProblem(accounts.File, member.Line, member.Path, "this cannot be an account's name", StoreName.Cure));
            if (Account(member, read) is { } account)
                read.Add(member.Name, account);
        }

        return read;
    }

    private AccountConfiguration? Account(LocatedMember member, Dictionary<string, AccountConfiguration> others)
    {
        var section = OptionsBinder.Bind<AccountSection>(member.Value, problems, secrets);
        var keyNode = member.Value.Find("apiKey");
        if (keyNode?.Kind != JsonValueKind.String)
            return null;
        if (!ApiKey.TryClean(keyNode.Text, out var key, out var fault))
        {
            // A blank key was told by the binder already.
            if (!string.IsNullOrWhiteSpace(keyNode.Text))
                problems.Add(keyNode, fault, "");
            return null;
        }

        secrets.Add(key);
        if (section is null)
            return null;
        if (section.BaseUrl.Query.Length + section.BaseUrl.Fragment.Length + section.BaseUrl.UserInfo.Length > 0)
            problems.Add(member.Value.Find("baseUrl") ?? member.Value, "the API's address has neither a name, a query nor a fragment", "write https://openapi.keycrm.app/v1");
        var baseUrl = new Uri(section.BaseUrl.AbsoluteUri.TrimEnd('/'));
        var twin = others.FirstOrDefault(other => other.Value.KeyCrm.Key == key && other.Value.KeyCrm.BaseUrl == baseUrl);
        if (twin.Value is not null)
            problems.Add(keyNode, $"the account “{twin.Key}” has the same API key, and keyCRM counts requests by key", "keep one of the two: several stores can share an account");
        return new AccountConfiguration
        {
            KeyCrm = new KeyCrmOptions { Account = member.Name, BaseUrl = baseUrl, Key = key, RequestsPerMinute = section.RequestsPerMinute },
            PollEvery = section.PollEvery,
            Webhook = section.Webhook is { } webhook ? new WebhookConfiguration { Secrets = webhook.Secret!.Values, Mode = webhook.Mode } : null,
        };
    }
}
