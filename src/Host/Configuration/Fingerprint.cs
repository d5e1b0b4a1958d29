using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration;

/// <summary>Tells whether a part of the configuration, secrets included, is what it was. One-way: no secret can be read out of it.</summary>
internal static class Fingerprint
{
    /// <summary>Of a store: whatever changes what its adapter, or its rules, do.</summary>
    public static string Of(StoreConfiguration store)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, JsonSerializer.Serialize(new { store.Adapter, store.Account, store.Stock, store.Match, store.Drift, store.Folder }));
        Add(hash, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{store.Guard.MaxZeroed} {store.Guard.MaxLowered} {store.Guard.MinItems}"));
        Add(hash, store.Options);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, LocatedNode node)
    {
        Add(hash, $"{node.Kind} {node.Members.Count} {node.Items.Count}");
        Add(hash, node.Text);
        foreach (var member in node.Members)
        {
            Add(hash, member.Name);
            Add(hash, member.Value);
        }

        foreach (var item in node.Items)
            Add(hash, item);
    }

    private static void Add(IncrementalHash hash, string text)
    {
        hash.AppendData(BitConverter.GetBytes(text.Length));
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
