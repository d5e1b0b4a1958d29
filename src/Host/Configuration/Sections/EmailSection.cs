using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace Connector.Host.Configuration.Sections;

/// <summary>How e-mail is sent, as it is written.</summary>
internal sealed class EmailSection : IValidatableObject
{
    [Required]
    [Description("The mail server that takes the messages (SMTP).")]
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    [Description("Its port; null for 465 with tls, 25 with none, 587 otherwise.")]
    public int? Port { get; set; }

    [DefaultValue(MailSecurity.StartTls)]
    [Description("startTls, tls (from the first byte), or none (only for a mail server on this machine).")]
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    [Description("The name to sign in with; left out where the server asks for none.")]
    public string? User { get; set; }

    [DataType(DataType.Password)]
    [Description("The password to sign in with. Better ${SMTP_PASSWORD} than the password itself.")]
    public string? Password { get; set; }

    [Required]
    [Description("The sender's address.")]
    public string From { get; set; } = "";

    [Required]
    [MinLength(1, ErrorMessage = "nobody is named")]
    [Description("The addresses of those who are told.")]
    public List<string> To { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var address in To.Where(address => !IsAddress(address)))
            yield return new ValidationResult($"“{address}” is no e-mail address", [nameof(To)]);
        if (!IsAddress(From))
            yield return new ValidationResult($"“{From}” is no e-mail address", [nameof(From)]);
        if (User is null != Password is null)
            yield return new ValidationResult("user and password belong together: give both, or none", [User is null ? nameof(Password) : nameof(User)]);
    }

    /// <summary>How e-mail is sent.</summary>
    public EmailConfiguration ToConfiguration() => new()
    {
        Host = Host,
        Port = Port ?? Security switch { MailSecurity.Tls => 465, MailSecurity.None => 25, _ => 587 },
        Security = Security,
        User = User,
        Password = Password,
        From = From,
        To = To,
    };

    private static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var address) && address.Address.IndexOf('@', StringComparison.Ordinal) > 0;
}
