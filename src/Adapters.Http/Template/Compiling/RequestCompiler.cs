using System.Text.Json;
using Connector.Adapters.Http.Template.Bodies;
using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Paths;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Site;
using Connector.Adapters.Http.Template.Urls;

namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>Makes the requests of a template.</summary>
/// <param name="faults">Takes the mistakes.</param>
/// <param name="success">When an answer counts, where a request does not say it.</param>
/// <param name="secret">The name of the secret, where bodies carry it.</param>
internal sealed class RequestCompiler(TemplateFaults faults, TemplateSuccessOptions? success, string? secret)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH"];

    /// <summary>Makes one.</summary>
    /// <param name="options">What the template says.</param>
    /// <param name="at">Where.</param>
    /// <param name="names">The values that path and body may use.</param>
    /// <param name="usual">The method where the template says none.</param>
    /// <param name="pathNames">The values that the path may use, where they are others.</param>
    public RequestTemplate Compile(TemplateRequestOptions options, string at, PlaceholderNames names, string usual, PlaceholderNames? pathNames = null)
    {
        var method = options.Method ?? (usual == "GET" && options.Body is not null ? "POST" : usual);
        if (!Methods.Contains(method, StringComparer.Ordinal))
            faults.Add($"{at}.method", $"“{method}” is not a method that is used here", Nearest.Cure(method, Methods));
        if (string.IsNullOrEmpty(options.Path))
            faults.Add($"{at}.path", "it is missing", "write the path below url: \"/products\"");
        if (method == "GET" && options.Body is not null)
            faults.Add($"{at}.body", "a GET has no body", "write \"method\": \"POST\", or take the body away");
        var bodyNames = secret is null ? names : names.With(secret);
        return new RequestTemplate
        {
            Method = new HttpMethod(method.Length == 0 ? usual : method),
            Url = UrlTemplate.Parse(options.Path ?? "/", $"{at}.path", pathNames ?? names, faults),
            Body = options.Body is not { ValueKind: not JsonValueKind.Undefined } body ? null : new BodyTemplate(new BodyCompiler(faults).Compile(body, $"{at}.body", bodyNames)),
            Success = options.SuccessWhen is { } own ? Rule(own, $"{at}.successWhen") : Rule(success, "successWhen"),
        };
    }

    /// <summary>Reads a path to one place.</summary>
    public JsonPath? One(string? text, string at)
    {
        if (text is null)
            return null;
        var path = JsonPathParser.Parse(text, out var fault);
        if (fault is not null)
            faults.Add(at, fault, "write a path such as $.data.id or /data/id");
        else if (path!.IsWild)
            faults.Add(at, $"“{text}” leads to many places where one is needed", "name one: [0], [-1]");
        return path;
    }

    /// <summary>Reads a path to a list.</summary>
    public JsonPath? Many(string? text, string at)
    {
        if (text is null)
            return null;
        var path = JsonPathParser.Parse(text, out var fault);
        if (fault is not null)
            faults.Add(at, fault, "write the path of the list: $.data[*]");
        else if (path!.Root != PathRoot.Here)
            faults.Add(at, $"“{text}” must begin at the answer", "begin with $");
        return path;
    }

    /// <summary>Reads a list of single values.</summary>
    public IReadOnlyList<string> Words(IEnumerable<JsonElement>? values, string at)
    {
        var words = (values ?? []).Select(Scalars.Text).ToArray();
        if (words.Contains(null))
            faults.Add(at, "it holds an object, a list or null", "write text, numbers, true or false");
        return [.. words.OfType<string>()];
    }

    private SuccessRule Rule(TemplateSuccessOptions? options, string at)
    {
        if (options is null)
            return new SuccessRule();
        IReadOnlyList<string> values = options.EqualTo is not { ValueKind: not JsonValueKind.Undefined } equal
            ? []
            : Words(equal.ValueKind == JsonValueKind.Array ? equal.EnumerateArray() : [equal], $"{at}.equals");
        if (options.Path is not null && values.Count == 0 && options.Empty != true)
            faults.Add($"{at}.path", "it is not said what must stand there", "add equals, or \"empty\": true");
        if (options.Path is null && (values.Count > 0 || options.Empty == true))
            faults.Add($"{at}.path", "it is missing", "say where in the answer to look");
        if (values.Count > 0 && options.Empty == true)
            faults.Add($"{at}.empty", "equals and empty exclude each other", "take one away");
        if (options.Status?.Any(static status => status is < 200 or > 599 or (>= 300 and < 400)) == true)
            faults.Add($"{at}.status", "it holds a status that can be no success", "write statuses such as 200, 201, 204");
        return new SuccessRule
        {
            Statuses = [.. options.Status ?? []],
            Path = One(options.Path, $"{at}.path"),
            Values = values,
            Code = One(options.Code, $"{at}.code"),
            Unauthorized = Words(options.Unauthorized, $"{at}.unauthorized"),
            Throttled = Words(options.Throttled, $"{at}.throttled"),
            Message = One(options.Message, $"{at}.message"),
        };
    }
}
