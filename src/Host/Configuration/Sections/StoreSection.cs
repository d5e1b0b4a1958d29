using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Host.Configuration.Sections;

/// <summary>A store as it is written, in adapters.json or in a file of its own.</summary>
internal sealed class StoreSection
{
    [JsonPropertyName("$schema")]
    [Description("Where an editor finds the schema of a store's own file: adapters.schema.json#/$defs/store.")]
    public string? Schema { get; set; }

    [Required]
    [Description("The adapter that talks to the shop; `connector adapters` lists what there is.")]
    public string Adapter { get; set; } = "";

    [Description("The keyCRM account that feeds the store; may be left out when there is one account.")]
    public string? Account { get; set; }

    [DefaultValue(true)]
    [Description("false leaves the store alone without taking it out of the file.")]
    public bool Enabled { get; set; } = true;

    [Description("The adapter's own options.")]
    public JsonElement Options { get; set; }

    [Description("How the number for sale is made.")]
    public StockSection Stock { get; set; } = new();

    [Description("How SKUs are compared.")]
    public MatchSection Match { get; set; } = new();

    [Description("What a plan may do without a person.")]
    public GuardSection Guard { get; set; } = new();

    [Description("How the store is read back.")]
    public DriftSection Drift { get; set; } = new();
}
