using System.Text.Json.Nodes;

namespace Connector.Emulators.Tests.KeyCrm;

internal static class JsonReading
{
    public static JsonArray Data(this JsonObject page) => page["data"]!.AsArray();

    public static JsonObject Item(this JsonObject page, int index) => page.Data()[index]!.AsObject();

    public static List<long> Ids(this JsonObject page) => [.. page.Data().Select(static item => item!["id"]!.GetValue<long>())];

    public static int Int(this JsonObject json, string name) => json[name]!.GetValue<int>();

    public static decimal Decimal(this JsonObject json, string name) => json[name]!.GetValue<decimal>();

    public static string? Text(this JsonObject json, string name) => json[name]?.GetValue<string>();
}
