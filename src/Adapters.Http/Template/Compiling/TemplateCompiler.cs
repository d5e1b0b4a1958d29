using System.Text.Json;
using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Presets;

namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>Makes a template of its options, or reports everything that is wrong with them.</summary>
internal static class TemplateCompiler
{
    private const string Secret = "secret";

    private static readonly string[] Reserved = ["sku", "ref", "parent", "quantity", "page", "offset", "cursor", "limit", Secret];

    /// <summary>Makes the template.</summary>
    /// <param name="own">The options, without those of their preset.</param>
    /// <param name="faults">Takes the mistakes.</param>
    /// <param name="mayBeCompleted">Whether the option <c>bearer</c> beside the template may still bring a secret.</param>
    /// <param name="bearer">That option, which stands in where the template has no secret.</param>
    /// <returns>The template; <see langword="null"/> where there are mistakes.</returns>
    public static CompiledTemplate? Compile(HttpTemplateOptions own, TemplateFaults faults, bool mayBeCompleted, string? bearer)
    {
        var options = PresetCatalogue.Complete(own, faults);
        if (faults.All.Count > 0)
            return null;
        var auth = Auth(options.Auth, bearer);
        AuthCheck.Run(auth, mayBeCompleted, faults);
        HeadersOf(options.Headers, faults);
        var values = ValuesOf(options.Values, auth, faults);
        var names = new PlaceholderNames { Here = [.. options.Values?.Keys ?? []] };
        var requests = new RequestCompiler(faults, options.SuccessWhen, auth?.Kind == TemplateAuthKind.Body ? Secret : null);
        var plans = new PlanCompiler(faults, requests, names);
        var read = options.Read is null ? null : plans.Read(options.Read);
        var find = options.Find is null ? null : plans.Find(options.Find, options.Read);
        var write = plans.Write(options.Write, options.Read?.Ref ?? options.Find?.Ref, options.Read?.Parent ?? options.Find?.Parent);
        var check = options.Check is null ? null : requests.Compile(options.Check, "check", names, "GET");
        if (write is null || faults.All.Count > 0)
            return null;
        return new CompiledTemplate
        {
            Auth = auth,
            Headers = new Dictionary<string, string>(options.Headers ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase),
            Values = values,
            Check = check,
            Read = read,
            Find = find,
            Write = write,
            Concurrency = options.Limits?.Concurrency ?? 2,
            Timeout = options.Limits?.Timeout ?? TimeSpan.FromSeconds(30),
        };
    }

    private static TemplateAuthOptions? Auth(TemplateAuthOptions? auth, string? bearer)
    {
        if (bearer is null || auth?.Secret is not null)
            return auth;
        return auth is null or { Kind: null or TemplateAuthKind.Bearer } ? new TemplateAuthOptions { Kind = TemplateAuthKind.Bearer, Secret = bearer } : auth;
    }

    private static void HeadersOf(IDictionary<string, string>? headers, TemplateFaults faults)
    {
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            if (!AuthCheck.IsToken(name) || value.Any(char.IsControl))
                faults.Add($"headers.{name}", "this is no header", "a name has letters, digits and -, a value one line");
            if (name.Equals("Host", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                faults.Add($"headers.{name}", "the connector sets this header itself", "leave it out");
        }
    }

    private static TemplateScope ValuesOf(IDictionary<string, JsonElement>? values, TemplateAuthOptions? auth, TemplateFaults faults)
    {
        var scope = new TemplateScope();
        foreach (var (name, value) in values ?? new Dictionary<string, JsonElement>())
        {
            if (Reserved.Contains(name) || !AuthCheck.IsName(name))
                faults.Add($"values.{name}", $"“{name}” cannot be the name of a value", $"a letter, then letters, digits and _; not {string.Join(", ", Reserved)}");
            if (TemplateValue.Of(value) == default)
                faults.Add($"values.{name}", "the value is neither text nor number, true nor false", "write one of them");
            scope.Set(name, TemplateValue.Of(value));
        }

        return auth?.Kind == TemplateAuthKind.Body ? scope.Set(Secret, TemplateValue.Of(auth.Secret)) : scope;
    }
}
