using System.Globalization;
using System.Text.Json.Nodes;
using Connector.Host.Configuration.Binding;

namespace Connector.Host.Cli.Init;

/// <summary>Reads one typed line as the value of an adapter's option.</summary>
internal static class OptionReading
{
    /// <summary>Whether an option can be answered in one line; others are written by hand.</summary>
    public static bool IsSimple(OptionDescription option) =>
        Plain(option) is { } type && (type == typeof(string) || type == typeof(TimeSpan) || type == typeof(Uri) || type == typeof(bool) || type.IsEnum || IsNumber(type));

    /// <summary>What is wrong with a line, or null. The options' own check comes later.</summary>
    public static string? Fault(OptionDescription option, string line)
    {
        if (Plain(option) == typeof(bool))
            return Dialogue.Truth(line) is null ? "Answer yes or no." : null;
        if (IsNumber(Plain(option)))
            return decimal.TryParse(line, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? null : "Answer with a number.";
        return null;
    }

    /// <summary>The value of a line without fault.</summary>
    public static JsonNode Value(OptionDescription option, string line)
    {
        if (Plain(option) == typeof(bool))
            return JsonValue.Create(Dialogue.Truth(line)!.Value);
        return IsNumber(Plain(option)) ? JsonValue.Create(decimal.Parse(line, NumberStyles.Number, CultureInfo.InvariantCulture)) : JsonValue.Create(line)!;
    }

    private static Type Plain(OptionDescription option) => Nullable.GetUnderlyingType(option.Type) ?? option.Type;

    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(double);
}
