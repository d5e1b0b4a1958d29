namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Which fields an answer shows.</summary>
internal sealed record DisplayFields
{
    private DisplayFields(IReadOnlyList<ResourceField> fields, IReadOnlyList<(ResourceAssociation Association, IReadOnlyList<string> Fields)> associations)
    {
        Fields = fields;
        Associations = associations;
    }

    /// <summary>In the order of the resource, not of the request.</summary>
    public IReadOnlyList<ResourceField> Fields { get; }

    public IReadOnlyList<(ResourceAssociation Association, IReadOnlyList<string> Fields)> Associations { get; }

    public static DisplayFields Full(Resource resource) =>
        new(resource.Fields, [.. resource.Associations.Select(static one => (one, one.Fields))]);

    /// <summary>Reads <c>full</c> or <c>[id,reference,stock_availables[id]]</c>.</summary>
    /// <returns>Null when it cannot be shown; the error is added.</returns>
    public static DisplayFields? Parse(Resource resource, string display, ErrorList errors)
    {
        if (display == "full")
            return Full(resource);
        if (display.Length < 2 || display[0] != '[' || display[^1] != ']')
        {
            errors.Add(400, 36, "The 'display' syntax is wrong. You can set 'full' or '[field_1,field_2,field_3,...]'. These are available: "
                + string.Join(", ", resource.Fields.Select(static field => field.Name)));
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var associations = new List<(ResourceAssociation, IReadOnlyList<string>)>();
        foreach (var part in Split(display[1..^1]))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = (bracket < 0 ? part : part[..bracket]).Trim();
            var association = bracket < 0 ? null : resource.Associations.FirstOrDefault(one => one.Name == name);
            var inner = bracket < 0 ? [] : part[(bracket + 1)..].TrimEnd(']').Split(',');
            if (bracket < 0 ? resource.Field(name) is null : association is null || inner.Any(field => !association.Fields.Contains(field)))
            {
                errors.Add(400, 35, $"Unable to display this field \"{name}\". However, these are available: "
                    + string.Join(", ", resource.Fields.Select(static field => field.Name)));
                return null;
            }

            if (association is null)
                names.Add(name);
            else
                associations.Add((association, inner));
        }

        return new DisplayFields([.. resource.Fields.Where(field => names.Contains(field.Name))], associations);
    }

    private static IEnumerable<string> Split(string fields)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < fields.Length; i++)
        {
            depth += fields[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (fields[i] != ',' || depth != 0)
                continue;
            yield return fields[start..i];
            start = i + 1;
        }

        if (start < fields.Length)
            yield return fields[start..];
    }
}
