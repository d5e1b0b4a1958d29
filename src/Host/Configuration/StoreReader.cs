using System.Text.Json;
using Connector.Abstractions;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Json;
using Connector.Host.Configuration.Sections;

namespace Connector.Host.Configuration;

/// <summary>Makes stores of what is written, with the defaults under each.</summary>
internal sealed class StoreReader(ProblemList problems, SecretSet secrets, LocatedNode root)
{
    private static readonly string[] Rules = ["stock", "match", "guard", "drift"];

    private readonly List<StoreConfiguration> stores = [];
    private readonly Dictionary<string, ConfigurationProblem> places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The stores without mistakes, in the order read.</summary>
    public IReadOnlyList<StoreConfiguration> Stores => stores;

    /// <summary>Reads a store; its mistakes are added to the problems.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="node">What is written.</param>
    /// <param name="place">Where its name stands; fault and cure are not used.</param>
    public void Read(string name, LocatedNode node, ConfigurationProblem place)
    {
        if (!StoreName.IsValid(name))
            problems.Add(place with { Fault = $"“{name}” cannot be a store's name", Cure = StoreName.Cure });
        if (!places.TryAdd(name, place))
        {
            var first = places[name];
            problems.Add(place with { Fault = $"there is a store “{name}” already, in {first.File}, line {first.Line}", Cure = "give one of them another name (case does not count)" });
        }

        var merged = Merged(node);
        var section = OptionsBinder.Bind<StoreSection>(merged, problems, secrets);
        var account = Account(merged);
        var aliasNode = merged.Find("match")?.Find("aliases");
        var aliases = aliasNode is { Kind: JsonValueKind.String, Text.Length: > 0 }
            ? new AliasFile(problems).Read(aliasNode.Absolute(), aliasNode)
            : new Dictionary<string, string>(StringComparer.Ordinal);
        var options = merged.Find("options");
        if (options is { Kind: not (JsonValueKind.Object or JsonValueKind.Undefined) })
            problems.Add(options, $"expected an object {{…}}, found {options.Describe()}", "put the adapter's options between { and }");
        if (section is null || account is null)
            return;
        stores.Add(new StoreConfiguration
        {
            Id = new StoreId(name),
            Adapter = section.Adapter,
            Account = account,
            Enabled = section.Enabled,
            Options = options ?? NoOptions(merged),
            Stock = section.Stock.ToRule(),
            Match = section.Match.ToRule(aliases),
            Guard = section.Guard.ToLimits(),
            Drift = section.Drift.ToRule(),
            Folder = node.Folder,
            Node = merged,
        });
    }

    private LocatedNode Merged(LocatedNode node)
    {
        if (node.Kind != JsonValueKind.Object || root.Find("defaults") is not { Kind: JsonValueKind.Object } defaults)
            return node;
        return node.Over(defaults.With([.. defaults.Members.Where(member => Rules.Contains(member.Name))]));
    }

    // Null when there is a mistake, told here or already where the accounts stand.
    private string? Account(LocatedNode node)
    {
        if (node.Kind != JsonValueKind.Object || root.Find("accounts") is not { Kind: JsonValueKind.Object, Members: { Count: > 0 } accounts })
            return null;
        var names = accounts.Select(member => member.Name).ToArray();
        var written = node.Find("account");
        if (written is { Kind: JsonValueKind.String })
        {
            if (names.Contains(written.Text, StringComparer.Ordinal))
                return written.Text;
            problems.Add(written, "there is no such account", NearestName.Cure(written.Text, names));
            return null;
        }

        if (names.Length == 1)
            return names[0];
        if (written is { Kind: not JsonValueKind.Null } || node.Members.Any(member => NearestName.Find(member.Name, ["account"]) is not null))
            return null;
        problems.Add(written ?? node, "“account” is missing, and there are several accounts", "add one of " + string.Join(", ", names.Select(name => $"\"account\": \"{name}\"")));
        return null;
    }

    private static LocatedNode NoOptions(LocatedNode store) => new()
    {
        File = store.File,
        Line = store.Line,
        Column = store.Column,
        Path = LocatedPath.Member(store.Path, "options"),
        Kind = JsonValueKind.Object,
    };
}
