using System.Globalization;
using System.Text.Json;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration.Binding;

/// <summary>Reads single values, and says what it expected where it cannot.</summary>
internal static class ScalarReader
{
    /// <summary>Reads a value of a type this class knows.</summary>
    /// <param name="node">The value; not null.</param>
    /// <param name="type">The type, without <see cref="Nullable{T}"/>.</param>
    /// <param name="value">The value read.</param>
    /// <param name="expected">What was expected, when the value is something else.</param>
    /// <returns>Whether the type is one of those known here.</returns>
    public static bool TryRead(LocatedNode node, Type type, out object? value, out string? expected)
    {
        (value, expected) = Read(node, type);
        if (value is not null)
            expected = null;
        return value is not null || expected is not null;
    }

    /// <summary>What was found instead, for a person: texts as the file has them, so that nothing secret is shown.</summary>
    public static string Found(LocatedNode node) =>
        node.Kind == JsonValueKind.String && node.Written.Contains("${", StringComparison.Ordinal) ? "what came out of " + node.Written : node.Describe();

    /// <summary>What would help against a wrong kind of value.</summary>
    public static string Cure(LocatedNode node, Type type)
    {
        if (type == typeof(string) && node.Kind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            return "put it in quotes";
        if (type.IsEnum && node.Kind == JsonValueKind.String)
            return NearestName.Find(node.Text, OptionsContract.EnumNames(type).Keys) is { } near ? $"did you mean “{near}”?" : "write one of them";
        if (node.Kind != JsonValueKind.String)
            return "";
        if (node.Written.Contains("${", StringComparison.Ordinal) && (type == typeof(bool) || type.IsPrimitive || type == typeof(decimal)))
            return "variables can stand in texts only: write the value itself, without quotes";
        return type == typeof(bool) || type.IsPrimitive || type == typeof(decimal) ? "write it without quotes" : "";
    }

    private static (object? Value, string? Expected) Read(LocatedNode node, Type type)
    {
        if (type == typeof(string))
            return (node.Kind == JsonValueKind.String ? node.Text : null, "a text in quotes");
        if (type == typeof(bool))
            return (node.Kind is JsonValueKind.True or JsonValueKind.False ? node.Kind == JsonValueKind.True : null, "true or false");
        if (type == typeof(JsonElement) || type == typeof(object))
            return (LocatedJson.Element(node), null);
        if (type == typeof(Uri))
            return (node.Kind == JsonValueKind.String && Uri.TryCreate(node.Text, UriKind.Absolute, out var uri) && uri.IsAbsoluteUri && uri.Scheme != Uri.UriSchemeFile ? uri : null, "a whole address such as https://shop.example");
        if (type == typeof(TimeSpan))
            return (node.Kind == JsonValueKind.String && TryDuration(node.Text, out var duration) ? duration : null, "a duration as hours:minutes:seconds (\"00:15:00\") or days.hours:minutes:seconds (\"1.00:00:00\")");
        if (type.IsEnum)
        {
            var names = OptionsContract.EnumNames(type);
            return (node.Kind == JsonValueKind.String && names.TryGetValue(node.Text, out var member) ? member : null, "one of " + string.Join(", ", names.Keys.Select(name => $"\"{name}\"")));
        }

        return Number(node, type);
    }

    private static (object? Value, string? Expected) Number(LocatedNode node, Type type)
    {
        var text = node.Kind == JsonValueKind.Number ? node.Text : "";
        var culture = CultureInfo.InvariantCulture;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 => (int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var n) ? n : null, "a whole number"),
            TypeCode.Int64 => (long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var n) ? n : null, "a whole number"),
            TypeCode.Int16 => (short.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var n) ? n : null, "a whole number up to 32767"),
            TypeCode.UInt16 => (ushort.TryParse(text, NumberStyles.None, culture, out var n) ? n : null, "a whole number from 0 to 65535"),
            TypeCode.Byte => (byte.TryParse(text, NumberStyles.None, culture, out var n) ? n : null, "a whole number from 0 to 255"),
            TypeCode.UInt32 => (uint.TryParse(text, NumberStyles.None, culture, out var n) ? n : null, "a whole number from 0"),
            TypeCode.UInt64 => (ulong.TryParse(text, NumberStyles.None, culture, out var n) ? n : null, "a whole number from 0"),
            TypeCode.Decimal => (decimal.TryParse(text, NumberStyles.Float, culture, out var n) ? n : null, "a number"),
            TypeCode.Double => (double.TryParse(text, NumberStyles.Float, culture, out var n) && double.IsFinite(n) ? n : null, "a number"),
            TypeCode.Single => (float.TryParse(text, NumberStyles.Float, culture, out var n) && float.IsFinite(n) ? n : null, "a number"),
            _ => (null, null),
        };
    }

    // The constant format only: "15" would be fifteen days to the framework, and never what was meant.
    private static bool TryDuration(string text, out TimeSpan duration) =>
        TimeSpan.TryParseExact(text, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out duration)
        || (text.Contains(':') && !text.StartsWith('-') && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && text.Split(':').Length == 3);
}
