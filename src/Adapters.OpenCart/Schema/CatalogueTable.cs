namespace Connector.Adapters.OpenCart.Schema;

/// <summary>A table as the database's catalogue shows it to this user: with column rights, only the columns granted.</summary>
internal sealed class CatalogueTable(string name, IEnumerable<CatalogueColumn> columns)
{
    private readonly Dictionary<string, CatalogueColumn> _columns = columns.ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name with the shop's prefix, quoted for SQL.</summary>
    public string Quoted { get; } = Quote(name);

    public string Name => name;

    /// <summary>The column, if this user sees it and may read it.</summary>
    public CatalogueColumn? Readable(string column) =>
        _columns.TryGetValue(column, out var found) && found.CanSelect ? found : null;

    public bool CanRead(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Readable(column) is null)
                return false;
        }

        return true;
    }

    public bool CanUpdate(string column) => _columns.TryGetValue(column, out var found) && found.CanUpdate;

    /// <summary>A name that the catalogue holds, quoted for SQL.</summary>
    public static string Quote(string name) => "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`";
}
