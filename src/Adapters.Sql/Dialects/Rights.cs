namespace Connector.Adapters.Sql.Dialects;

/// <summary>What the login may do to a table.</summary>
/// <param name="NotWritable">Columns that have to be written and may not be.</param>
/// <param name="Excess">Rights that the connector never uses, in words: <c>"DELETE"</c>.</param>
internal sealed record Rights(IReadOnlyList<string> NotWritable, IReadOnlyList<string> Excess);
