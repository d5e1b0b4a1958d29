namespace Connector.Adapters.Sql.Schema;

/// <summary>A table the catalogue knows.</summary>
/// <param name="Schema">Its schema (database, on MySQL).</param>
/// <param name="Name">Its name.</param>
/// <param name="Engine">Its storage engine, where the database has several.</param>
internal sealed record TableName(string Schema, string Name, string? Engine);
