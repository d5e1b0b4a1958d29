using MySqlConnector;

namespace Connector.Adapters.OpenCart.Database;

/// <summary>One SQL statement with its parameters.</summary>
internal sealed class Statement(string sql, params IReadOnlyList<(string Name, object Value)> parameters)
{
    public string Sql => sql;

    public MySqlCommand On(MySqlConnection connection)
    {
        var command = connection.CreateCommand();
        // The text holds names from the catalogue, checked and quoted, and parameters; never a value.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary><c>@x0, @x1, …</c> and the parameters of that name, for an <c>IN (…)</c>.</summary>
    public static (string List, List<(string Name, object Value)> Parameters) List(string name, IEnumerable<long> values)
    {
        var parameters = values.Select((value, index) => ($"@{name}{index}", (object)value)).ToList();
        return (string.Join(", ", parameters.Select(parameter => parameter.Item1)), parameters);
    }
}
