using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Host.Tests.Configuration;

/// <summary>Options as the author of a plug-in writes them, with one property of every kind.</summary>
public sealed class AcmeOptions : IValidatableObject
{
    [Required]
    [Url]
    [Description("The shop's address.")]
    public string? Url { get; set; }

    [Required]
    [DataType(DataType.Password)]
    public string? Token { get; set; }

    [Range(1, 100)]
    public int PageSize { get; set; } = 50;

    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    [RegularExpression("^[a-z_]*$")]
    public string Prefix { get; set; } = "ac_";

    [AllowedValues("auto", "sku")]
    public string Column { get; set; } = "auto";

    public AcmeKind Kind { get; set; }

    public bool Secure { get; set; } = true;

    public decimal? Factor { get; set; }

    public long? ShopId { get; set; }

    public Uri? Proxy { get; set; }

    [JsonPropertyName("roll-up")]
    public AcmePart Part { get; set; } = new();

    public IList<AcmePart> Parts { get; set; } = [];

    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    public string[] Tags { get; set; } = [];

    public HashSet<int> Ids { get; set; } = [];

    public JsonElement Template { get; set; }

    public int Seen { get; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PageSize == 13)
            yield return new ValidationResult("13 is unlucky", [nameof(PageSize)]);
    }
}

public sealed class AcmePart
{
    [Required]
    public string Name { get; set; } = "";

    [Range(0, 9)]
    public int Weight { get; set; }

    public AcmePart? Inner { get; set; }
}

public enum AcmeKind
{
    PlainShop = 0,

    [JsonStringEnumMemberName("mega_shop")]
    MegaShop,
}
