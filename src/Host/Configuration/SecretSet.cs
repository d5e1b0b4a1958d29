using System.Data.Common;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration;

/// <summary>The values that no output may show: what was interpolated, keys, passwords, and the passwords inside connection strings.</summary>
internal sealed class SecretSet
{
    // A switch or a missing value is no secret, and hiding these words would break every JSON document that is printed.
    private static readonly string[] Harmless = ["true", "false", "null"];

    private readonly HashSet<string> values = new(StringComparer.Ordinal);

    /// <summary>The secrets so far.</summary>
    public IReadOnlyCollection<string> Values => values;

    /// <summary>Adds a secret; empty ones and the words true, false and null are none.</summary>
    public void Add(string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || Harmless.Contains(value, StringComparer.OrdinalIgnoreCase))
            return;
        values.Add(value);
        values.Add(value.Trim());
        AddPasswordInside(value);
    }

    /// <summary>Adds every text under a node.</summary>
    public void AddAll(LocatedNode node)
    {
        if (node.Kind == System.Text.Json.JsonValueKind.String)
            Add(node.Text);
        foreach (var child in node.Children)
            AddAll(child);
    }

    /// <summary>Adds the password of a connection string (<c>Password=…</c>, <c>Pwd=…</c>) or of an address (<c>https://name:password@…</c>).</summary>
    public void AddPasswordInside(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.IndexOf(':') is > -1 and var colon)
        {
            values.Add(uri.UserInfo[(colon + 1)..]);
            values.Add(Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]));
        }

        if (!text.Contains('='))
            return;
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            foreach (string key in parts.Keys)
            {
                if ((key is "password" or "pwd" || key.EndsWith(" password", StringComparison.Ordinal)) && parts[key] is string { Length: > 0 } password)
                    values.Add(password);
            }
        }
        catch (ArgumentException)
        {
            // Not a connection string.
        }
    }
}
