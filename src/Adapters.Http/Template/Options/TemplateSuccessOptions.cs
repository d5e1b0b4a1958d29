using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>When an answer as a whole counts as a success. All that is given must hold.</summary>
public sealed class TemplateSuccessOptions
{
    /// <summary>HTTP statuses; 200 to 299 by default.</summary>
    [Description("The HTTP statuses of a success: [200, 201, 204]. By default all from 200 to 299.")]
    public IList<int>? Status { get; set; }

    /// <summary>Path to what decides.</summary>
    [Description("Path to what decides: \"$.success\", \"$.errors\".")]
    public string? Path { get; set; }

    /// <summary>What must stand there: a value, or a list of values of which one must.</summary>
    [JsonPropertyName("equals")]
    [Description("What must stand at path: true, \"OK\", or a list of values such as [\"OK\", \"WARNING\"].")]
    public JsonElement? EqualTo { get; set; }

    /// <summary>Whether nothing may stand there: missing, null, false, "", [] or {}.</summary>
    [Description("true: nothing may stand at path (missing, null, false, \"\", [] and {} are nothing). For lists of errors under status 200.")]
    public bool? Empty { get; set; }

    /// <summary>Path to a code of the failure.</summary>
    [Description("Path to a code of the failure: \"$.errors[0].extensions.code\". Optional.")]
    public string? Code { get; set; }

    /// <summary>Codes for: the secret is refused.</summary>
    [Description("Values of code that mean that the secret is refused: writing to the store stops until a person acts.")]
    public IList<JsonElement>? Unauthorized { get; set; }

    /// <summary>Codes for: too many requests.</summary>
    [Description("Values of code that mean that the site wants fewer requests.")]
    public IList<JsonElement>? Throttled { get; set; }

    /// <summary>Path to a sentence about the failure.</summary>
    [Description("Path to a sentence about the failure: \"$.errors[0].message\". Optional.")]
    public string? Message { get; set; }
}
