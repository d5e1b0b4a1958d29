using System.Text.Json;
using Connector.Abstractions;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>Reads lists of rows: <c>{"products":[{…},…]}</c>, or <c>[]</c> where there are none.</summary>
internal static class ShopRows
{
    /// <summary>Every row.</summary>
    /// <param name="body">The JSON.</param>
    /// <param name="resource"><c>products</c>, …</param>
    /// <param name="read">Makes a row of its fields.</param>
    /// <exception cref="StoreException">The JSON is cut or of another shape: no row counts.</exception>
    public static List<T> Of<T>(ReadOnlyMemory<byte> body, string resource, Func<RowReader, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 0)
                return [];
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(resource, out var rows) || rows.ValueKind != JsonValueKind.Array)
                throw Shape(resource, null);
            var list = new List<T>(rows.GetArrayLength());
            foreach (var row in rows.EnumerateArray())
                list.Add(read(new RowReader(row, resource)));
            return list;
        }
        // Text that is no Unicode, or a row that is no object.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Shape(resource, exception);
        }
    }

    /// <summary>The failure of a list that is not what was asked for.</summary>
    public static StoreException Shape(string what, Exception? exception) =>
        new(StoreFailure.Protocol, $"The shop answered JSON that is cut or of another shape than PrestaShop's ({what}); nothing of it counts. A module of the shop may print into its answers.", exception);
}
