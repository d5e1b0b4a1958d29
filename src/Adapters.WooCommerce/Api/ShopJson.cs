using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connector.Adapters.WooCommerce.Api;

/// <summary>Every shape that is read from or sent to a shop.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = false)]
[JsonSerializable(typeof(ShopError))]
[JsonSerializable(typeof(ProductRow))]
[JsonSerializable(typeof(List<ProductRow>))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(ShopRoot))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ShopJson : JsonSerializerContext;

/// <summary>The answer to a batch.</summary>
internal sealed record BatchAnswer
{
    /// <summary>What became of each item, in the order sent; <see langword="null"/> where the answer is no batch's.</summary>
    public List<ProductRow>? Update { get; init; }
}

/// <summary>What the root of the REST API says without a key.</summary>
internal sealed record ShopRoot
{
    /// <summary>The home address that signatures are made for.</summary>
    public string Home { get => field ?? ""; init; }

    /// <summary><c>wc/v3</c> is among them where WooCommerce is active.</summary>
    public List<string> Namespaces { get => field ?? []; init; }
}
