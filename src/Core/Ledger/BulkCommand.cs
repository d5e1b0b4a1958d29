using Microsoft.Data.Sqlite;

namespace Connector.Core.Ledger;

/// <summary>One statement prepared once and run for many rows; parameters by position, <c>$0</c>, <c>$1</c>…</summary>
internal sealed class BulkCommand : IDisposable
{
    private readonly SqliteCommand command;

    public BulkCommand(SqliteConnection connection, SqliteTransaction transaction, string sql, int parameters)
    {
        command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}", Value = DBNull.Value });
        command.Prepare();
    }

    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    public long Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
