using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Connector.Host.Configuration.Sections;

/// <summary>Who may use the API, as it is written.</summary>
internal sealed class ApiSection
{
    [DataType(DataType.Password)]
    [RegularExpression("^[A-Za-z0-9._~+/=-]{16,256}$", ErrorMessage = "is sent in a header: 16 to 256 letters, digits, “-”, “_”, “.”, “~”, “+”, “/” or “=”")]
    [Description("What signs in to the API: 16 to 256 letters, digits, “-”, “_”, “.”, “~”, “+”, “/” or “=”. Without it only this machine may use the API.")]
    public string? Token { get; set; }
}
