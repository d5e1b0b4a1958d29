using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Connector.Testing;

/// <summary>A fresh database on a real PostgreSQL.</summary>
public sealed class PostgresDatabase : TestDatabase
{
    private readonly string _server;
    private readonly List<string> _users = [];

    private PostgresDatabase(string server, string name, string connectionString)
        : base(name, connectionString) => _server = server;

    internal static async Task<PostgresDatabase> CreateAsync(string server, string encoding, string locale)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"t_{Guid.NewGuid():N}");
        await RunAsync(server, $"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING '{encoding}' LOCALE '{locale}'");
        return new PostgresDatabase(server, name, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
    }

    /// <inheritdoc />
    public override async Task<string> CreateUserAsync(params string[] grants)
    {
        string user = string.Create(CultureInfo.InvariantCulture, $"u_{Guid.NewGuid():N}")[..20];
        string password = Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE ROLE {user} LOGIN PASSWORD '{password}'");
        _users.Add(user);
        foreach (string grant in grants)
            await ExecuteAsync($"GRANT {grant} TO {user}");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Username = user, Password = password }.ConnectionString;
    }

    /// <inheritdoc />
    public override async Task<DbConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <inheritdoc />
    protected override async Task DropAsync()
    {
        // FORCE ends the sessions that connection pools still hold.
        await RunAsync(_server, $"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)");
        foreach (string user in _users)
            await RunAsync(_server, $"DROP ROLE IF EXISTS {user}");
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
