using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Connector.Host.Configuration.Sections;

/// <summary>adapters.json as it is written.</summary>
internal sealed class RootSection
{
    [JsonPropertyName("$schema")]
    [Description("Where an editor finds the schema of this file; `connector schema` writes it.")]
    public string? Schema { get; set; }

    [Required]
    [MinLength(1, ErrorMessage = "no account is configured")]
    [Description("keyCRM accounts by name: letters, digits, “-”, “_” and “.”. Several stores can share one account.")]
    public Dictionary<string, AccountSection> Accounts { get; set; } = [];

    [Description("Rules that hold for every store which does not say otherwise, key by key.")]
    public DefaultsSection Defaults { get; set; } = new();

    [Description("Stores by name: letters, digits, “-”, “_” and “.”.")]
    public Dictionary<string, StoreSection> Stores { get; set; } = [];

    [Description("Further files, one store each; the store's name is the file's. Wildcards: *, ? and **. Relative to this file.")]
    public List<string> Include { get; set; } = [];

    [Description("Further folders with plug-ins, relative to this file. The built-in adapters are always found beside the program.")]
    public List<string> Plugins { get; set; } = [];

    [MinLength(1)]
    [DefaultValue("state")]
    [Description("The folder of the ledger, relative to this file.")]
    public string State { get; set; } = "state";

    [DefaultValue("http://127.0.0.1:5080")]
    [Description("The address of dashboard, API, webhooks, feeds, metrics and health: http://, an IP address, localhost or *, and a port.")]
    public string Listen { get; set; } = "http://127.0.0.1:5080";

    [Description("A second address, for others than this machine: webhooks, feeds and /healthz only; null for none.")]
    public string? WebhookListen { get; set; }

    [AllowedValues(null, "en", "uk", ErrorMessage = "“en” or “uk”")]
    [Description("The language of alerts, and of commands where neither --language nor CONNECTOR_LANGUAGE says another: en or uk.")]
    public string? Language { get; set; }

    [Description("Who may use the API and the dashboard of the running service.")]
    public ApiSection Api { get; set; } = new();

    [Description("Files that the running service serves at /feeds/NAME/SECRET, by name: what stores with the adapter “file” write.")]
    public Dictionary<string, FeedSection> Feeds { get; set; } = [];

    [Description("When persons are told that something needs them, and how.")]
    public AlertsSection Alerts { get; set; } = new();
}
