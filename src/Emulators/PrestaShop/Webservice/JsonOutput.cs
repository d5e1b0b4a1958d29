using System.Globalization;
using System.Text;

namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>Answers as JSON.</summary>
internal sealed class JsonOutput(VersionTraits traits) : Output
{
    public override string ContentType => "application/json";

    public override string List(Resource resource, IReadOnlyList<OutputRow> rows) =>
        rows.Count == 0 ? "[]" : Wrapped(resource.Name, json => AppendRows(json, rows));

    public override string Ids(Resource resource, IReadOnlyList<string> ids) => ids.Count == 0
        ? "[]"
        : Wrapped(resource.Name, json => json.Append('[').AppendJoin(',', ids.Select(static id => $"{{\"id\":{id}}}")).Append(']'));

    // Without display each row takes the place of the one before it, and what is 0 or empty is left out.
    public override string Details(Resource resource, IReadOnlyList<OutputRow> rows, bool hasDisplay) => (rows.Count, hasDisplay) switch
    {
        (0, _) => "[]",
        (_, true) => Wrapped(resource.Name, json => AppendRows(json, rows)),
        _ => Wrapped(resource.Node, json => AppendRow(json, rows[^1], traits.DropsEmptyJsonFields)),
    };

    public override string Errors(ErrorList errors)
    {
        var json = new StringBuilder("{\"errors\":[");
        foreach (var (code, message) in errors.All)
        {
            json.Append(CultureInfo.InvariantCulture, $"{{\"code\":{code},\"message\":");
            AppendJson(json, message);
            json.Append("},");
        }

        json.Length--;
        return json.Append("]}").ToString();
    }

    private static string Wrapped(string name, Action<StringBuilder> appendValue)
    {
        var json = new StringBuilder().Append("{\"").Append(name).Append("\":");
        appendValue(json);
        return json.Append('}').ToString();
    }

    private void AppendRows(StringBuilder json, IReadOnlyList<OutputRow> rows)
    {
        json.Append('[');
        foreach (var row in rows)
        {
            AppendRow(json, row, dropEmpty: false);
            json.Append(',');
        }

        json.Length--;
        json.Append(']');
    }

    private void AppendRow(StringBuilder json, OutputRow row, bool dropEmpty)
    {
        json.Append('{');
        foreach (var field in row.Fields)
        {
            if (dropEmpty && field.Value is null or "" or "0")
                continue;
            json.Append('"').Append(field.Name).Append("\":");
            AppendValue(json, field);
            json.Append(',');
        }

        if (row.Associations.Any(static association => association.Rows.Count > 0))
            AppendAssociations(json, row.Associations);
        if (json[^1] == ',')
            json.Length--;
        json.Append('}');
    }

    private void AppendValue(StringBuilder json, OutputField field)
    {
        var isNumber = !field.IsSent && field.Kind switch
        {
            FieldKind.Id => true,
            FieldKind.Integer => traits.IntegersAsNumbers,
            FieldKind.Flag => traits.FlagsAsNumbers,
            _ => false,
        };
        if (field.Value is null)
            json.Append("null");
        else if (isNumber)
            json.Append(field.Value);
        else
            AppendJson(json, field.Value);
    }

    private void AppendAssociations(StringBuilder json, IReadOnlyList<OutputAssociation> associations)
    {
        json.Append("\"associations\":{");
        foreach (var association in associations.Where(static association => association.Rows.Count > 0))
        {
            json.Append('"').Append(association.Association.Name).Append("\":[");
            var quote = traits.IntegersAsNumbers ? "" : "\"";
            json.AppendJoin(',', association.Rows.Select(row =>
                "{" + string.Join(',', row.Select(field => string.Create(CultureInfo.InvariantCulture, $"\"{field.Name}\":{quote}{field.Value}{quote}"))) + "}"));
            json.Append("],");
        }

        json.Length--;
        json.Append("},");
    }
}
