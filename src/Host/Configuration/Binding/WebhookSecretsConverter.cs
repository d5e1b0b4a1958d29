using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Connector.Host.Configuration.Sections;

namespace Connector.Host.Configuration.Binding;

/// <summary>Reads one webhook secret, or two while they are changed over.</summary>
internal sealed partial class WebhookSecretsConverter : JsonConverter<WebhookSecrets>
{
    /// <summary>What a secret may look like: it is one segment of the webhook's address.</summary>
    public const string Shape = "^[A-Za-z0-9._~-]{8,256}$";

    /// <inheritdoc />
    public override WebhookSecrets Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var secrets = new List<string>();
        if (reader.TokenType == JsonTokenType.String)
        {
            secrets.Add(reader.GetString()!);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
                secrets.Add(reader.GetString()!);
        }

        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.EndArray) || secrets.Count is 0 or > 2)
            throw new JsonException("expected one secret as text, or a list of two while they are changed over");
        if (!secrets.All(secret => Allowed().IsMatch(secret)))
            throw new JsonException("a webhook secret is part of an address: 8 to 256 letters, digits, “-”, “_”, “.” or “~”");
        if (secrets.Distinct(StringComparer.Ordinal).Count() < secrets.Count)
            throw new JsonException("the two webhook secrets are the same: leave one out");
        return new WebhookSecrets(secrets);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, WebhookSecrets value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Secrets are never written.");

    [GeneratedRegex(Shape, RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
