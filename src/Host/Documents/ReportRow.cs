using System.Text.Json.Nodes;
using Connector.Abstractions;
using Connector.Core.Ledger;
using Connector.Core.Planning;
using Connector.Host.Cli;

namespace Connector.Host.Documents;

/// <summary>One line of a report for a person, as of the latest pass.</summary>
internal sealed record ReportRow(string Store, string Kind, string? Sku, string? Ref, long? Offer, string Detail)
{
    /// <summary>The reports there are.</summary>
    public static readonly string[] Reports = ["unmatched", "duplicates", "drift", "failures"];

    /// <summary>The lines of a report about a store.</summary>
    public static IEnumerable<ReportRow> Of(Ledger ledger, StoreId store, string what) => what switch
    {
        "unmatched" => Findings(ledger, store, FindingKind.OnlyInStore, FindingKind.OnlyInCrm),
        "duplicates" => Findings(ledger, store, FindingKind.Duplicate),
        "drift" => Findings(ledger, store, FindingKind.Drift),
        _ => ledger.Desired.List(store, DesiredState.Failing, DesiredState.Parked, DesiredState.Gone)
            .Select(number => new ReportRow(store.Value, Word(number.State.ToString()), number.Sku, number.Ref.Value, null, $"{Text.Number(number.Quantity)} was not taken: {number.Message} ({number.Code})"))
            .Concat(Findings(ledger, store, FindingKind.Unknown, FindingKind.NotTracked)),
    };

    private static IEnumerable<ReportRow> Findings(Ledger ledger, StoreId store, params FindingKind[] kinds) =>
        ledger.Findings.List(store, kinds).Select(finding => new ReportRow(store.Value, Word(finding.Kind.ToString()), finding.Sku, finding.Ref, finding.Offer, finding.Detail));

    private static string Word(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>As JSON.</summary>
    public static JsonObject Document(string what, IReadOnlyList<ReportRow> rows) => new()
    {
        ["ok"] = true,
        ["report"] = what,
        ["rows"] = new JsonArray([.. rows.Select(row => new JsonObject
        {
            ["store"] = row.Store,
            ["kind"] = row.Kind,
            ["sku"] = row.Sku,
            ["ref"] = row.Ref,
            ["offer"] = row.Offer,
            ["detail"] = row.Detail,
        })]),
    };
}
