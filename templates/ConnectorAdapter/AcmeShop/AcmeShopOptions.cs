using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace AcmeShop;

/// <summary>What adapters.json says under "options" of a store with "adapter": "acme-shop". The connector binds, checks and describes it.</summary>
public sealed class AcmeShopOptions
{
    /// <summary>The file. Your shop has an address and a key here instead; mark the key with [DataType(DataType.Password)].</summary>
    [Required]
    [Description("The shop's JSON file. A relative path is relative to the file that configures the store.")]
    public string Path { get; set; } = "";
}
