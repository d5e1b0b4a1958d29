using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Connector.Adapters.Sql.Options;

/// <summary>What annotations cannot say: which options need each other and which exclude each other.</summary>
internal static partial class OptionsCheck
{
    public static IEnumerable<ValidationResult> Run(SqlOptions options)
    {
        IEnumerable<ValidationResult> form = options.IsCustom ? Custom(options) : Table(options, "", options.Params);
        IEnumerable<ValidationResult> variants =
            options.Variants is { } table && !options.IsCustom ? Table(table, "variants.", options.Params) : [];
        return form.Concat(variants).Concat(Parameters(options));
    }

    private static IEnumerable<ValidationResult> Custom(SqlOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Custom!.Read))
            yield return Wrong("custom.write needs custom.read: the connector reads every row before it writes one.", "custom.read");
        if (string.IsNullOrWhiteSpace(options.Custom.Write))
            yield return Wrong("custom.read needs custom.write, a statement with @ref and @quantity.", "custom.write");
        else if (!Names(options.Custom.Write).Contains("quantity", StringComparer.Ordinal) || !Names(options.Custom.Write).Contains("ref", StringComparer.Ordinal))
            yield return Wrong("custom.write must name @ref and @quantity.", "custom.write");

        (string Name, bool IsGiven)[] excluded =
        [
            ("table", options.Table is not null), ("key", options.Key is not null), ("sku", options.Sku is not null),
            ("quantity", options.Quantity is not null), ("where", options.Where is not null), ("set", options.Set.Count > 0),
            ("variants", options.Variants is not null),
        ];
        foreach ((string name, _) in excluded.Where(e => e.IsGiven))
            yield return Wrong($"{name} has no meaning beside custom.read: leave it out, or say it in custom.read.", name);
        foreach (ValidationResult result in Unknown(options.Custom.Read, "custom.read", options.Params))
            yield return result;
    }

    private static IEnumerable<ValidationResult> Table(SqlTableOptions table, string path, IDictionary<string, object> parameters)
    {
        (string Name, string? Value)[] required =
            [("table", table.Table), ("key", table.Key), ("sku", table.Sku), ("quantity", table.Quantity)];
        foreach ((string name, _) in required.Where(r => string.IsNullOrWhiteSpace(r.Value)))
            yield return Wrong($"{path}{name} is required unless custom.read and custom.write are given.", path + name);

        foreach (ValidationResult result in Unknown(table.Where, path + "where", parameters))
            yield return result;

        string?[] taken = [table.Key, table.Sku, table.Quantity];
        for (int i = 0; i < table.Set.Count; i++)
        {
            SqlCompanionOptions companion = table.Set[i];
            string at = $"{path}set[{i}]";
            if (companion.Column is null)
                yield return Wrong($"{at}.column is required.", at);
            else if (taken.Concat(table.Set.Take(i).Select(s => s.Column)).Contains(companion.Column, StringComparer.OrdinalIgnoreCase))
                yield return Wrong($"{at}.column: {companion.Column} is key, sku, quantity or set already; a column is set once.", at);
            if (companion.From is not ("quantity>0" or "now"))
                yield return Wrong($"{at}.from must be \"quantity>0\" or \"now\".", at);
            else if (companion.From == "quantity>0" && (companion.True is null || companion.False is null))
                yield return Wrong($"{at} needs both \"true\" and \"false\" with from = \"quantity>0\".", at);
            else if (companion.OnlyIf.Append(companion.True ?? "").Append(companion.False ?? "").Any(v => Scalar.Text(v) is null))
                yield return Wrong($"{at}: true, false and onlyIf take text, numbers, true and false.", at);
            else if (companion.From == "now" && (companion.True is not null || companion.False is not null))
                yield return Wrong($"{at}: \"true\" and \"false\" have no meaning with from = \"now\".", at);
        }
    }

    private static IEnumerable<ValidationResult> Parameters(SqlOptions options)
    {
        foreach ((string name, object value) in options.Params)
        {
            if (!ParameterName().IsMatch(name) || name is "ref" or "quantity" or "sku")
                yield return Wrong($"params: \"{name}\" cannot be a parameter: a letter, then letters, digits and _; not ref, quantity or sku.", "params");
            if (Scalar.Text(value) is null)
                yield return Wrong($"params: \"{name}\" must be text, a number, true or false.", "params");
        }
    }

    private static IEnumerable<ValidationResult> Unknown(string? sql, string path, IDictionary<string, object> parameters) =>
        from name in Names(sql ?? "")
        where !parameters.ContainsKey(name)
        select Wrong($"{path} names @{name}, and params has no \"{name}\".", path);

    private static IEnumerable<string> Names(string sql) =>
        Parameter().Matches(Literal().Replace(sql, "''")).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal);

    private static ValidationResult Wrong(string message, string member) => new(message, [member]);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$")]
    private static partial Regex ParameterName();

    // @@ is SQL Server's mark of a system function, not of a parameter.
    [GeneratedRegex("(?<![@\\w])@([A-Za-z][A-Za-z0-9_]*)")]
    private static partial Regex Parameter();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();
}
