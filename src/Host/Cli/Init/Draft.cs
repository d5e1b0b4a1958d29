using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Sections;

namespace Connector.Host.Cli.Init;

/// <summary>A configuration as a person described it, not written yet.</summary>
internal sealed record Draft
{
    /// <summary>The one account's name.</summary>
    public const string AccountName = "main";

    /// <summary>The account.</summary>
    public required AccountDraft Account { get; init; }

    /// <summary>The stores.</summary>
    public required IReadOnlyList<StoreDraft> Stores { get; init; }

    /// <summary>What a plan may do without a person.</summary>
    public GuardSection Guard { get; init; } = new();

    /// <summary>Further plug-in folders, as they are to be written.</summary>
    public IReadOnlyList<string> PluginFolders { get; init; } = [];

    /// <summary>The configuration as JSON.</summary>
    /// <param name="keep">Puts a secret away under a name, and says what stands for it.</param>
    public JsonObject ToJson(Func<string, string, string> keep)
    {
        var account = new JsonObject { ["apiKey"] = Kept(Account.Key, "keycrm-api-key", keep) };
        if (Account.BaseUrl is { } baseUrl)
            account["baseUrl"] = baseUrl.AbsoluteUri.TrimEnd('/');
        var document = new JsonObject
        {
            ["$schema"] = "./" + InitFiles.SchemaName,
            ["accounts"] = new JsonObject { [AccountName] = account },
            ["defaults"] = new JsonObject { ["guard"] = JsonSerializer.SerializeToNode(Guard, OptionsContract.Json) },
            ["stores"] = new JsonObject(Stores.Select(store => KeyValuePair.Create(store.Name, (JsonNode?)Store(store, keep)))),
        };
        if (PluginFolders.Count > 0)
            document["plugins"] = new JsonArray([.. PluginFolders.Select(folder => (JsonNode)folder)]);
        return document;
    }

    /// <summary>A store's options as JSON.</summary>
    public static JsonObject Options(StoreDraft store, Func<string, string, string> keep) => new(store.Options.Select(option => KeyValuePair.Create(
        option.Key,
        (JsonNode?)(option.Value.IsSecret ? Kept(option.Value.Value.GetValue<string>(), $"{store.Name}-{option.Key}", keep) : option.Value.Value.DeepClone()))));

    /// <summary>A secret that stays in memory, written so that it is not taken for a variable.</summary>
    public static string InMemory(string name, string secret) => secret.Replace("${", "$${", StringComparison.Ordinal);

    private static JsonObject Store(StoreDraft store, Func<string, string, string> keep)
    {
        var stock = new JsonObject();
        if (store.Warehouses is { } warehouses)
            stock["warehouses"] = new JsonArray([.. warehouses.Select(id => (JsonNode)id)]);
        stock["buffer"] = store.Buffer;
        return new JsonObject { ["adapter"] = store.Adapter, ["options"] = Options(store, keep), ["stock"] = stock };
    }

    // Whoever answers with ${NAME} or ${file:…} keeps the secret where it is.
    private static string Kept(string secret, string name, Func<string, string, string> keep) =>
        secret.Contains("${", StringComparison.Ordinal) ? secret : keep(name, secret);
}
