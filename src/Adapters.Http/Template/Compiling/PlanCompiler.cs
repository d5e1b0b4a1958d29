using Connector.Adapters.Http.Template.Finding;
using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Reading;
using Connector.Adapters.Http.Template.Site;
using Connector.Adapters.Http.Template.Writing;

namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>Makes the three plans of a template: read, find, write.</summary>
internal sealed class PlanCompiler(TemplateFaults faults, RequestCompiler requests, PlaceholderNames names)
{
    private static readonly string[] Written = ["sku", "ref", "parent", "quantity"];

    /// <summary>How everything is read.</summary>
    public ReadPlan? Read(TemplateReadOptions options)
    {
        var paging = new PagingCompiler(faults, requests).Compile(options.Paging);
        var request = requests.Compile(options, "read", names.With("limit", "page", "offset", "cursor"), "GET");
        PagingCompiler.CheckUse(paging, request, faults);
        var mapping = Mapping(options, null, "read");
        return mapping is null ? null : new ReadPlan { Request = request, Mapping = mapping, Paging = paging };
    }

    /// <summary>How SKUs are looked up.</summary>
    public FindPlan? Find(TemplateFindOptions options, TemplateReadOptions? read)
    {
        var most = options.MaxItems ?? 1;
        var here = most == 1 ? names.With("sku") : Listing("skus", ["sku"]);
        var request = requests.Compile(options, "find", here, "GET", names.With("sku"));
        if (most > 1 && request.Url.PathNames.Contains("sku"))
            faults.Add("find.path", "a path has room for one SKU", "put {{sku}} into the query or the body, or set maxItems to 1");
        if (!request.Names.Contains("sku"))
            faults.Add("find", "no SKU is asked for", most == 1 ? "use {{sku}} in path or body" : "use {{sku}} in the query, or {\"each\":\"skus\",\"value\":\"{{sku}}\"} in the body");
        var mapping = Mapping(options, read, "find");
        return mapping is null ? null : new FindPlan { Request = request, Mapping = mapping, MaxItems = most };
    }

    /// <summary>How numbers are written.</summary>
    public WritePlan? Write(TemplateWriteOptions? options, string? reference, string? parent)
    {
        if (options is null)
        {
            faults.Add("write", "it is missing", "say how numbers are written, or name a preset that does");
            return null;
        }

        var isSingle = options.Mode == TemplateWriteMode.OneByOne;
        if (options.Mode is null)
            faults.Add("write.mode", "it is missing", "write batch or single");
        var request = requests.Compile(options, "write", isSingle ? names.With(Written) : Listing("items", Written), isSingle ? "PUT" : "POST", isSingle ? names.With(Written) : names);
        CheckUse(request, isSingle, reference, parent);
        var results = new ResultCompiler(faults, requests, isSingle);
        return new WritePlan
        {
            Request = request,
            IsSingle = isSingle,
            MaxItems = isSingle ? 1 : options.MaxItems ?? 100,
            Decimals = options.Decimals ?? 0,
            Negative = options.Negative ?? false,
            Result = results.Result(options.Result, reference),
            Errors = results.Errors(options.Result?.Errors, reference),
        };
    }

    private void CheckUse(RequestTemplate request, bool isSingle, string? reference, string? parent)
    {
        var used = request.Names.ToHashSet(StringComparer.Ordinal);
        if (request.Method == HttpMethod.Get)
            faults.Add("write.method", "a GET changes nothing", "write POST, PUT or PATCH");
        if (!isSingle && request.Body?.HasEach != true)
            faults.Add("write.body", "a batch needs a list of items", "write {\"each\":\"items\",\"value\":{…}} where the list stands, or set mode to single");
        if (!used.Contains("quantity"))
            faults.Add("write.body", "the number is not sent", "use {{quantity}}");
        if (!used.Contains("sku") && !used.Contains("ref"))
            faults.Add("write", "it is not said which product the number is for", "use {{ref}} or {{sku}} in path or body");
        if (used.Contains("ref") && reference is null)
            faults.Add("write", "{{ref}} is used, and neither read nor find says where it comes from", "add ref to read, or use {{sku}}");
        if (used.Contains("parent") && parent is null)
            faults.Add("write", "{{parent}} is used, and neither read nor find says where it comes from", "add parent to read");
    }

    private PlaceholderNames Listing(string list, string[] inside) => new()
    {
        Here = names.Here,
        Lists = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal) { [list] = inside },
    };

    private ItemMapping? Mapping(TemplateItemOptions options, TemplateItemOptions? usual, string at)
    {
        foreach (var (name, value) in new[] { ("items", options.Items ?? usual?.Items), ("sku", options.Sku ?? usual?.Sku), ("quantity", options.Quantity ?? usual?.Quantity) })
        {
            if (value is null)
                faults.Add($"{at}.{name}", "it is missing", "say where it stands in the answer: a path such as $.data[*] for items, $.sku for a part of a product");
        }

        // What is taken over from read is wrong there, if it is wrong.
        string Place(string name, string? own) => $"{(own is null && usual is not null ? "read" : at)}.{name}";
        var items = requests.Many(options.Items ?? usual?.Items, Place("items", options.Items));
        var sku = requests.One(options.Sku ?? usual?.Sku, Place("sku", options.Sku));
        var quantity = requests.One(options.Quantity ?? usual?.Quantity, Place("quantity", options.Quantity));
        var reference = requests.One(options.Ref ?? usual?.Ref, Place("ref", options.Ref));
        var parent = requests.One(options.Parent ?? usual?.Parent, Place("parent", options.Parent));
        var tracked = requests.One(options.Tracked ?? usual?.Tracked, Place("tracked", options.Tracked));
        var title = requests.One(options.Name ?? usual?.Name, Place("name", options.Name));
        if (parent is not null && reference is null)
            faults.Add($"{at}.parent", "a variant needs an id of its own", "add ref");
        return items is null || sku is null || quantity is null ? null : new ItemMapping
        {
            Items = items,
            Sku = sku,
            Quantity = quantity,
            Ref = reference,
            Parent = parent,
            Tracked = tracked,
            Name = title,
            QuantityOptional = options.QuantityOptional ?? usual?.QuantityOptional ?? false,
        };
    }
}
