using System.Globalization;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Filters, order and limit of a list.</summary>
internal sealed record ListQuery
{
    private readonly List<(ResourceField Field, Func<string, bool> Holds)> _filters = [];
    private readonly List<(ResourceField Field, bool Descending)> _sorts = [];
    private bool _isFilteredByKey;
    private int _offset;
    private int? _count;

    private ListQuery()
    {
    }

    /// <returns>Null when something in it is refused; the error is added.</returns>
    public static ListQuery? Parse(Resource resource, ApiRequest request, ErrorList errors)
    {
        var query = new ListQuery();
        var withDates = request.Parameter("date") is not (null or "" or "0");
        var available = resource.Fields.Where(field => field.Filterable || (withDates && field.Name.StartsWith("date_", StringComparison.Ordinal))).ToList();
        return query.AddFilters(request, available, errors) && query.AddSort(request, available, errors) && query.AddLimit(request, errors) ? query : null;
    }

    public IEnumerable<object> Select(IEnumerable<object> entities)
    {
        var selected = entities;
        foreach (var (field, holds) in _filters)
            selected = selected.Where(entity => holds(field.Read(entity)));
        selected = _sorts.Count > 0 ? Sorted(selected) : _isFilteredByKey ? selected : AsTheIndexHasThem(selected);
        selected = selected.Skip(_offset);
        return _count is { } count ? selected.Take(count) : selected;
    }

    private bool AddFilters(ApiRequest request, List<ResourceField> available, ErrorList errors)
    {
        foreach (var (name, value) in request.Filters)
        {
            if (name is "sort" or "limit")
                continue;
            if (available.FirstOrDefault(field => field.Name == name) is not { } field)
            {
                errors.AddDidYouMean(400, 32, "This filter does not exist", name, [.. available.Select(static field => field.Name)]);
                return false;
            }

            if (value.Length == 0)
            {
                errors.Add(400, 33, $"The filter \"{name}\" is malformed.");
                return false;
            }

            _isFilteredByKey |= name is "id" or "id_product" or "reference";
            if (FilterSyntax.Parse(value, field.Kind) is { } holds)
                _filters.Add((field, holds));
        }

        return true;
    }

    private bool AddSort(ApiRequest request, List<ResourceField> available, ErrorList errors)
    {
        if (request.Parameter("sort") is not { } sort)
            return true;
        foreach (var one in (sort is ['[', .. var inner, ']'] ? inner : sort).Split(','))
        {
            var delimiter = one.LastIndexOf('_');
            var (name, direction) = delimiter < 0 ? (one, "") : (one[..delimiter], one[(delimiter + 1)..].ToUpperInvariant());
            if (direction is not ("ASC" or "DESC"))
            {
                errors.Add(400, 37, "The \"sort\" value has to be formed as this example: \"field_ASC\" or "
                    + "'[field_1_DESC,field_2_ASC,field_3_ASC,...]' (\"field\" has to be an available field)");
                return false;
            }

            if (available.FirstOrDefault(field => field.Name == name) is not { } field)
            {
                errors.Add(400, 38, "Unable to filter by this field. However, these are available: "
                    + string.Join(", ", available.Select(static field => field.Name)) + ", for i18n fields:");
                return false;
            }

            _sorts.Add((field, direction == "DESC"));
        }

        return true;
    }

    private bool AddLimit(ApiRequest request, ErrorList errors)
    {
        if (request.Parameter("limit") is not { } limit)
            return true;
        var parts = limit.Split(',');
        if (parts.Length > 2)
        {
            errors.Add(400, 39, "The \"limit\" value has to be formed as this example: \"5,25\" or \"10\"");
            return false;
        }

        _offset = parts.Length == 2 ? WholeNumber(parts[0]) : 0;
        _count = WholeNumber(parts[^1]);
        return true;
    }

    private IEnumerable<object> Sorted(IEnumerable<object> entities)
    {
        // Everything comes in the order of ids, and the sort is stable.
        if (_sorts is [{ Field.Kind: FieldKind.Id, Descending: false }])
            return entities;
        IOrderedEnumerable<object>? ordered = null;
        foreach (var (field, descending) in _sorts)
        {
            IComparable Key(object entity) => field.Kind is FieldKind.Text or FieldKind.Translated
                ? new TextKey(Collation.Key(field.Read(entity)))
                : decimal.Parse(field.Read(entity), CultureInfo.InvariantCulture);
            ordered = (ordered, descending) switch
            {
                (null, false) => entities.OrderBy(Key),
                (null, true) => entities.OrderByDescending(Key),
                (_, false) => ordered.ThenBy(Key),
                (_, true) => ordered.ThenByDescending(Key),
            };
        }

        return ordered ?? entities;
    }

    /// <summary>Without a sort the database gives its rows as they lie: 2, 3, 1, 5, 6, 4, ….</summary>
    private static IEnumerable<object> AsTheIndexHasThem(IEnumerable<object> entities) =>
        entities.Chunk(3).SelectMany(static three => three.Length == 1 ? three : [.. three[1..], three[0]]);

    private static int WholeNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private readonly record struct TextKey(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, ((TextKey)obj!).Text);
    }
}
