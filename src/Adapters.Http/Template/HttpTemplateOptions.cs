using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Connector.Adapters.Http.Template.Compiling;
using Connector.Adapters.Http.Template.Options;

namespace Connector.Adapters.Http.Template;

/// <summary>
/// How a site with an API of its own is read and written, described in JSON (docs/adapters/http-template.md). Everything that is
/// left out comes from the preset.
/// </summary>
public sealed class HttpTemplateOptions : IValidatableObject
{
    /// <summary>The description to begin with; own keys override its keys. None by default.</summary>
    [Description("A description to begin with: rest, graphql, horoshop-like or prom-like. Your own keys override its keys. Optional.")]
    public string? Preset { get; set; }

    /// <summary>How the connector shows who it is; the option <c>bearer</c> beside the template, or nothing, by default.</summary>
    [Description("How the connector shows the site who it is. Optional.")]
    public TemplateAuthOptions? Auth { get; set; }

    /// <summary>Headers of every request, by name.</summary>
    [Description("Further headers of every request: { \"X-Shop\": \"3\" }. Optional.")]
    public IDictionary<string, string>? Headers { get; set; }

    /// <summary>Values of one's own that every body and path may use as <c>{{name}}</c>: text, number, true or false.</summary>
    [Description("Values of your own, for {{name}} in every path and body: { \"warehouse\": \"main\" }. Text, numbers, true and false. Optional.")]
    public IDictionary<string, JsonElement>? Values { get; set; }

    /// <summary>When an answer counts as a success, for every request that says nothing else.</summary>
    [Description("When an answer counts as a success, for every request that does not say it for itself. By default any status from 200 to 299 does.")]
    public TemplateSuccessOptions? SuccessWhen { get; set; }

    /// <summary>A request that changes nothing, for the health check; the first page of <see cref="Read"/> by default.</summary>
    [Description("A request that changes nothing, for the health check. By default the first page of read is asked for.")]
    public TemplateCheckOptions? Check { get; set; }

    /// <summary>How every product is read. Without it there is no index, no drift repair and no undo.</summary>
    [Description("How all products are read. Without it the connector does not know what the site holds, and goes by what it last put there.")]
    public TemplateReadOptions? Read { get; set; }

    /// <summary>How products are looked up by SKU. Without it, <see cref="Read"/> does it.</summary>
    [Description("How products are looked up by SKU. Optional: without it they are looked for in everything that read brings.")]
    public TemplateFindOptions? Find { get; set; }

    /// <summary>How numbers are written.</summary>
    [Description("How numbers are written.")]
    public TemplateWriteOptions? Write { get; set; }

    /// <summary>How hard the site may be worked.</summary>
    [Description("How many requests at once, and how long each may take. Optional.")]
    public TemplateLimitsOptions? Limits { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var faults = new TemplateFaults();
        TemplateCompiler.Compile(this, faults, mayBeCompleted: true, bearer: null);
        return faults.All.Select(static fault => new ValidationResult(fault.ToString(), [fault.Section]));
    }
}
