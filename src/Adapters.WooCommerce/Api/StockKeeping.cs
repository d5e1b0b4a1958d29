using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>Who keeps the stock of a product: <c>manage_stock</c>.</summary>
internal enum StockKeeping
{
    /// <summary>Nobody: <c>false</c>.</summary>
    None = 0,

    /// <summary>The product itself: <c>true</c>.</summary>
    Own,

    /// <summary>A variation's parent: the text <c>"parent"</c>.</summary>
    Parent,
}

/// <summary>Reads <c>manage_stock</c>: <c>true</c>, <c>false</c> or <c>"parent"</c>.</summary>
internal sealed class StockKeepingConverter : JsonConverter<StockKeeping>
{
    /// <inheritdoc />
    public override StockKeeping Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => StockKeeping.Own,
        JsonTokenType.False or JsonTokenType.Null => StockKeeping.None,
        JsonTokenType.String => reader.GetString() switch
        {
            "parent" => StockKeeping.Parent,
            "yes" or "true" or "1" => StockKeeping.Own,
            "no" or "false" or "" => StockKeeping.None,
            var other => throw new JsonException($"manage_stock is “{other}”"),
        },
        _ => throw new JsonException("manage_stock is neither true, false nor “parent”"),
    };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, StockKeeping value, JsonSerializerOptions options)
    {
        if (value == StockKeeping.Parent)
            writer.WriteStringValue("parent");
        else
            writer.WriteBooleanValue(value == StockKeeping.Own);
    }
}
