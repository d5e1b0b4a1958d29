using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Connector.Testing;

/// <summary>A fresh database on a real MariaDB (or MySQL).</summary>
public sealed class MariaDbDatabase : TestDatabase
{
    private readonly string _server;
    private readonly List<string> _users = [];

    private MariaDbDatabase(string server, string name, string connectionString)
        : base(name, connectionString) => _server = server;

    internal static async Task<MariaDbDatabase> CreateAsync(string server, string charset, string collation)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"t_{Guid.NewGuid():N}");
        await RunAsync(server, $"CREATE DATABASE `{name}` CHARACTER SET {charset} COLLATE {collation}");
        return new MariaDbDatabase(server, name, new MySqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
    }

    /// <inheritdoc />
    public override async Task<string> CreateUserAsync(params string[] grants)
    {
        string user = string.Create(CultureInfo.InvariantCulture, $"u_{Guid.NewGuid():N}")[..20];
        string password = Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE USER '{user}'@'%' IDENTIFIED BY '{password}'");
        _users.Add(user);
        foreach (string grant in grants)
            await ExecuteAsync($"GRANT {grant} TO '{user}'@'%'");
        return new MySqlConnectionStringBuilder(ConnectionString) { UserID = user, Password = password }.ConnectionString;
    }

    /// <inheritdoc />
    public override async Task<DbConnection> OpenAsync(string connectionString)
    {
        var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <inheritdoc />
    protected override async Task DropAsync()
    {
        await RunAsync(_server, $"DROP DATABASE IF EXISTS `{Name}`");
        foreach (string user in _users)
            await RunAsync(_server, $"DROP USER IF EXISTS '{user}'@'%'");
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new MySqlConnection(server);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
