using System.Data.Common;
using Connector.Testing;
using Microsoft.Data.SqlClient;

namespace Connector.Adapters.Sql.Tests.Databases;

/// <summary>
/// A fresh database on the SQL Server that <c>CONNECTOR_TEST_SQLSERVER</c> names. Debian has no SQL Server to start, so
/// without the variable there are no rows for it in any theory (docs/adapters/sql.md says so).
/// </summary>
internal sealed class SqlServerDatabase : TestDatabase
{
    public const string Variable = "CONNECTOR_TEST_SQLSERVER";

    private readonly string _server;

    private SqlServerDatabase(string server, string name)
        : base(name, new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString) => _server = server;

    public static async Task<SqlServerDatabase> CreateAsync()
    {
        string server = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} is not set.");
        var database = new SqlServerDatabase(server, $"t_{Guid.NewGuid():N}");
        await database.RunAsync($"CREATE DATABASE {database.Name}");
        return database;
    }

    public override Task<string> CreateUserAsync(params string[] grants) =>
        throw new NotSupportedException("Tests of rights run on MariaDB and PostgreSQL.");

    public override async Task<DbConnection> OpenAsync(string connectionString)
    {
        var connection = new SqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    protected override Task DropAsync() =>
        RunAsync($"ALTER DATABASE {Name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {Name}");

    private async Task RunAsync(string sql)
    {
        await using DbConnection connection = await OpenAsync(_server);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
