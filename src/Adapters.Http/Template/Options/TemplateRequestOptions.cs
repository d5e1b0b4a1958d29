using System.ComponentModel;
using System.Text.Json;

namespace Connector.Adapters.Http.Template.Options;

/// <summary>One request: what is asked, and when the answer counts.</summary>
public abstract class TemplateRequestOptions
{
    /// <summary>The method.</summary>
    [Description("GET, POST, PUT or PATCH.")]
    public string? Method { get; set; }

    /// <summary>The path below <c>url</c>, with its query. Values are percent-encoded.</summary>
    [Description("The path below url, with its query: \"/products?page={{page}}&per_page={{limit}}\". Values are percent-encoded.")]
    public string? Path { get; set; }

    /// <summary>The body as a JSON value whose texts may hold placeholders; none by default.</summary>
    [Description("The body, as JSON: texts may hold placeholders, \"{{quantity}}\" alone becomes a number. {\"each\":\"items\",\"value\":…} makes a list. Optional.")]
    public JsonElement? Body { get; set; }

    /// <summary>When this answer counts as a success.</summary>
    [Description("When this answer counts as a success. By default what successWhen of the template says.")]
    public TemplateSuccessOptions? SuccessWhen { get; set; }
}
