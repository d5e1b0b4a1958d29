using System.Text.Json.Serialization;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>Whether a request carries one number or many.</summary>
public enum TemplateWriteMode
{
    /// <summary>Many.</summary>
    Batch = 0,

    /// <summary>One.</summary>
    [JsonStringEnumMemberName("single")]
    OneByOne,
}
