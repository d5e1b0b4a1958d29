using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Host.Configuration.Sections;

/// <summary>A file that the running service serves, as it is written.</summary>
internal sealed class FeedSection
{
    [Required]
    [Description("The file, relative to this one: what a store with the adapter “file” writes.")]
    public string File { get; set; } = "";

    [Required]
    [DataType(DataType.Password)]
    [RegularExpression("^[A-Za-z0-9._~-]{16,256}$", ErrorMessage = "is part of an address: 16 to 256 letters, digits, “-”, “_”, “.” or “~”")]
    [Description("The last part of the feed's address, because marketplaces send no password: 16 to 256 letters, digits, “-”, “_”, “.” or “~”.")]
    public string Secret { get; set; } = "";
}
