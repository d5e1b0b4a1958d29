using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Connector.Testing;

/// <summary>A fresh SQLite file in a folder of its own.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private readonly TempFolder _folder;

    private SqliteDatabase(TempFolder folder)
        : base("shop.db", $"Data Source={folder.PathOf("shop.db")};Pooling=False") => _folder = folder;

    /// <summary>The folder the file <c>shop.db</c> is in.</summary>
    public string Folder => _folder.Path;

    /// <summary>Makes the file.</summary>
    public static async Task<SqliteDatabase> CreateAsync()
    {
        var database = new SqliteDatabase(new TempFolder());
        await database.ExecuteAsync("PRAGMA journal_mode = WAL");
        return database;
    }

    /// <summary>SQLite knows no logins: the same string.</summary>
    public override Task<string> CreateUserAsync(params string[] grants) => Task.FromResult(ConnectionString);

    /// <inheritdoc />
    public override async Task<DbConnection> OpenAsync(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <inheritdoc />
    protected override Task DropAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
