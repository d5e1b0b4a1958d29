using System.Globalization;
using System.Text.Json;
using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Template.Placeholders;

/// <summary>A value that a placeholder stands for: text, a number, true or false, or nothing.</summary>
internal readonly record struct TemplateValue
{
    private TemplateValue(string? text, decimal? number, bool? truth) => (Text, Number, Truth) = (text, number, truth);

    /// <summary>A text.</summary>
    public string? Text { get; }

    /// <summary>A number.</summary>
    public decimal? Number { get; }

    /// <summary>True or false.</summary>
    public bool? Truth { get; }

    /// <summary>As text; <see langword="null"/> for nothing.</summary>
    public string? AsText => Text ?? (Number is { } number ? Scalars.Number(number) : Truth switch { true => "true", false => "false", null => null });

    /// <summary>As a number, where it is one or its text is.</summary>
    public decimal? AsNumber => Number
        ?? (decimal.TryParse(Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>A text, or nothing.</summary>
    public static TemplateValue Of(string? text) => new(text, null, null);

    /// <summary>A number.</summary>
    public static TemplateValue Of(decimal number) => new(null, number, null);

    /// <summary>A single value of the configuration; nothing where it is none.</summary>
    public static TemplateValue Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(value.GetString()),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => Of(number),
        JsonValueKind.True or JsonValueKind.False => new TemplateValue(null, null, value.GetBoolean()),
        _ => default,
    };
}
