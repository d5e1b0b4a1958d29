using System.Text.Json;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Json;
using Connector.Host.Configuration.Sections;
using Connector.Host.Web.SignIn;

namespace Connector.Host.Configuration;

/// <summary>Reads adapters.json and the files it includes. Finds every mistake of all files before it gives up.</summary>
internal sealed class ConfigurationLoader(IEnvironment environment)
{
    /// <summary>Whether a state folder holds a password to sign in with.</summary>
    public Func<string, bool> HasPassword { get; init; } = folder => new PasswordFile(folder).Exists;

    /// <summary>Loads a configuration.</summary>
    /// <param name="path">The main file.</param>
    /// <returns>The configuration; the options of stores are bound later, see <see cref="StoreOptions"/>.</returns>
    /// <exception cref="ConfigurationException">There are mistakes: all of them.</exception>
    public ConnectorConfiguration Load(string path)
    {
        var main = Path.GetFullPath(path);
        var problems = new ProblemList();
        var secrets = new SecretSet();
        var parser = new LocatedParser(problems, new Interpolator(EnvironmentFile.Beside(main, environment, problems), problems, secrets));
        var root = parser.ReadFile(main, "`connector init` writes one; --config names another");
        if (root is null)
            throw new ConfigurationException(problems.Sorted());

        var section = OptionsBinder.Bind<RootSection>(root, problems, secrets);
        var accounts = new AccountReader(problems, secrets).Read(root.Find("accounts"));
        var stores = new StoreReader(problems, secrets, root);
        var files = new List<string> { main };
        if (root.Find("stores") is { Kind: JsonValueKind.Object } own)
        {
            foreach (var member in own.Members)
                stores.Read(member.Name, member.Value, new ConfigurationProblem(main, member.Line, member.Path, "", ""));
        }

        foreach (var (file, by) in new IncludedFiles(problems).Find(root.Find("include"), main))
        {
            files.Add(file);
            var store = File.Exists(file) ? parser.ReadFile(file, "") : null;
            if (store is not null)
                stores.Read(Path.GetFileNameWithoutExtension(file), store, new ConfigurationProblem(file, store.Line, LocatedPath.Root, "", ""));
            else if (!File.Exists(file))
                problems.Add(by, $"there is no file {file}", "write the store's file, or take the line out; a pattern such as stores/*.json may match nothing");
        }

        var listen = Listen(root, "listen", section?.Listen, problems);
        var webhookListen = Listen(root, "webhookListen", section?.WebhookListen, problems);
        if (listen is { Port: > 0 } && listen.Port == webhookListen?.Port && (listen.Host == webhookListen.Host || listen.Host == "*" || webhookListen.Host == "*"))
            problems.Add(root.Find("webhookListen")!, "this is the address that “listen” has already", "give it another port, or leave it out");
        // Where something is misspelt it may be the token: that is told, and nothing that follows from it.
        if (listen is { IsLoopback: false } && section is { Api.Token: null } && !HasPassword(Path.GetFullPath(section.State, root.Folder)))
        {
            problems.Add(root.Find("listen")!, "other machines can reach this address, and there is neither a password nor a token to sign in with",
                "set a password with `connector password`, or give \"api\": { \"token\": \"${CONNECTOR_API_TOKEN}\" }, or write \"http://127.0.0.1:5080\"; webhooks and feeds are served to others by “webhookListen”");
        }

        var feeds = Feeds(root.Find("feeds"), section, problems);
        CollectPasswords(root, secrets);
        problems.ThrowIfAny();
        return new ConnectorConfiguration
        {
            Accounts = accounts,
            Stores = stores.Stores,
            PluginFolders = [.. root.Find("plugins")?.Items.Select(item => item.Absolute()) ?? []],
            StateFolder = Path.GetFullPath(section!.State, root.Folder),
            Listen = listen!,
            WebhookListen = webhookListen,
            ApiToken = section.Api.Token,
            Feeds = feeds,
            Language = section.Language,
            Alerts = section.Alerts.ToConfiguration() with { Language = section.Language },
            Files = files,
            Secrets = secrets,
        };
    }

    private static ListenAddress? Listen(LocatedNode root, string key, string? text, ProblemList problems)
    {
        var node = root.Find(key);
        text = node?.Kind == JsonValueKind.String ? node.Text : text;
        if (text is null || ListenAddress.TryParse(text, out var address, out var fault) && address is null)
            return null;
        if (fault.Length == 0)
            return address;
        problems.Add(node ?? root, fault, "write http:// with an IP address, localhost or *, and a port: \"http://127.0.0.1:5080\"; https is a reverse proxy's work");
        return null;
    }

    private static Dictionary<string, FeedConfiguration> Feeds(LocatedNode? node, RootSection? section, ProblemList problems)
    {
        var feeds = new Dictionary<string, FeedConfiguration>(StringComparer.Ordinal);
        if (node?.Kind != JsonValueKind.Object || section is null)
            return feeds;
        foreach (var member in node.Members)
        {
            if (!StoreName.IsValid(member.Name))
                problems.Add(new ConfigurationProblem(node.File, member.Line, member.Path, "this cannot be a feed's name", StoreName.Cure));
            if (member.Value.Find("file") is { } file && section.Feeds.TryGetValue(member.Name, out var feed))
                feeds[member.Name] = new FeedConfiguration { Path = file.Absolute(), Secret = feed.Secret };
        }

        return feeds;
    }

    private static void CollectPasswords(LocatedNode node, SecretSet secrets)
    {
        if (node.Kind == JsonValueKind.String)
            secrets.AddPasswordInside(node.Text);
        foreach (var child in node.Children)
            CollectPasswords(child, secrets);
    }
}
