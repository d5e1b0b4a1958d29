namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Answers GET: a list, or one by its id.</summary>
internal sealed class ResourceReader(PrestaShopCatalogue catalogue, VersionTraits traits)
{
    /// <summary>The body; null is the bare 404 of an id that does not exist. Errors are added to the list.</summary>
    public string? Read(Resource resource, ApiRequest request, ShopContext shops, bool listFollowsShop, Output output, ErrorList errors)
    {
        lock (catalogue.Sync)
        {
            return request.Id is { } id
                ? One(resource, id, request, shops, output, errors)
                : List(resource, request, shops, listFollowsShop, output, errors);
        }
    }

    private string? One(Resource resource, string id, ApiRequest request, ShopContext shops, Output output, ErrorList errors)
    {
        if (DisplayFields.Parse(resource, request.Parameter("display") ?? "full", errors) is not { } display)
            return "";
        if (!int.TryParse(id, out var number) || resource.Find(catalogue, number) is not { } entity)
            return null;
        if (!resource.InShop(entity, shops))
            errors.Add(404, 131, $"This {resource.ClassName} ({number}) does not exists on this shop");
        return output.Details(resource, [OutputRow.Of(entity, display, catalogue, shops)], request.Parameter("display") is not null);
    }

    private string List(Resource resource, ApiRequest request, ShopContext shops, bool listFollowsShop, Output output, ErrorList errors)
    {
        var query = ListQuery.Parse(resource, request, errors);
        var asked = request.Parameter("display") ?? "minimum";
        var display = query is null || asked == "minimum" ? null : DisplayFields.Parse(resource, asked, errors);
        if (query is null || errors.Any)
        {
            // PHP goes on with what it could not read, and stumbles over it four times: the 400 becomes a 500.
            for (var line = 0; line < 4; line++)
                errors.AddWarning("Trying to access array offset on value of type bool", traits.FirstFilterLine + line);
            return "";
        }

        var all = resource.All(catalogue);
        if (listFollowsShop)
            all = all.Where(entity => resource.InShop(entity, shops));
        var selected = query.Select(all);
        return display is null
            ? output.Ids(resource, [.. selected.Select(resource.Fields[0].Read)])
            : output.List(resource, [.. selected.Select(entity => OutputRow.Of(entity, display, catalogue, shops))]);
    }
}
