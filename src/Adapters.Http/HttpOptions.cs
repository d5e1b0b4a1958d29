using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Connector.Adapters.Http.Receiver;
using Connector.Adapters.Http.Template;

namespace Connector.Adapters.Http;

/// <summary>What <c>adapters.json</c> says of a site of own development that is reached over HTTP.</summary>
public sealed class HttpOptions : IValidatableObject
{
    /// <summary>The base address.</summary>
    [Required]
    [RegularExpression("^https?://[^?#]+$", ErrorMessage = "is no address; it begins with https:// and has no ? or #, for example https://shop.example/stock-receiver")]
    [Description("The address below which the receiver's routes (capabilities, stock) or the template's paths are.")]
    public string Url { get; set; } = "";

    /// <summary>The secret of signed requests.</summary>
    [DataType(DataType.Password)]
    [RegularExpression(@"^\s*whsec_[A-Za-z0-9+/=]+(\s+whsec_[A-Za-z0-9+/=]+)*\s*$", ErrorMessage = "is no secret of Standard Webhooks: whsec_ and base64 of 24 to 64 random bytes; several, for a change of secrets, are separated by a space")]
    [Description("Receiver: the secret that requests are signed with (Standard Webhooks): whsec_ and base64 of 24 to 64 random bytes. Two separated by a space sign with both, while the secret is being changed.")]
    public string? Secret { get; set; }

    /// <summary>A bearer token.</summary>
    [DataType(DataType.Password)]
    [Description("A token for “Authorization: Bearer”, beside the signature or in its place.")]
    public string? Bearer { get; set; }

    /// <summary>The user of Basic authentication.</summary>
    [Description("Receiver: the user name, where the site asks for Basic authentication.")]
    public string? User { get; set; }

    /// <summary>The password of Basic authentication.</summary>
    [DataType(DataType.Password)]
    [Description("Receiver: the password of that user.")]
    public string? Password { get; set; }

    /// <summary>Decimal places.</summary>
    [Range(0, 6)]
    [Description("Receiver: decimal places that the site takes; 0 for whole numbers.")]
    public int Decimals { get; set; }

    /// <summary>How long one request may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:30")]
    [Description("Receiver: how long one request may take.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The site's own API.</summary>
    [Description("Describes the API that the site has already, in place of the receiver; see docs/adapters/http-template.md.")]
    public HttpTemplateOptions? Template { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Template is not null)
        {
            if (Secret is not null || User is not null || Password is not null)
                yield return new ValidationResult("secret, user and password are a receiver's; a template says under auth how the site knows the connector", [nameof(Template)]);
            yield break;
        }

        if (Secret is null && Bearer is null && User is null)
            yield return new ValidationResult("a receiver needs a secret, a bearer token or a user with a password: without one anybody could set the site's stock", [nameof(Secret)]);
        if (Secret is not null && WebhookSignature.Fault(Secret) is { } fault)
            yield return new ValidationResult(fault, [nameof(Secret)]);
        if (User is null != Password is null)
            yield return new ValidationResult("user and password go together", [User is null ? nameof(User) : nameof(Password)]);
        if (User is not null && Bearer is not null)
            yield return new ValidationResult("bearer and user are two ways to fill the one header Authorization: leave one out", [nameof(Bearer)]);
    }
}
