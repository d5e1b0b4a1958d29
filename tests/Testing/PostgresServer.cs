using Npgsql;
using Testcontainers.PostgreSql;

namespace Connector.Testing;

/// <summary>
/// One real PostgreSQL for all tests of a process, started when first asked for: the server that <c>CONNECTOR_TEST_POSTGRES</c>
/// names, else a container, else a private <c>postgres</c>. Where none of them is possible the tests fail; they are never skipped.
/// </summary>
public sealed class PostgresServer
{
    /// <summary>Holds a ready connection string of an administrator, where the machine has a server for tests.</summary>
    public const string Variable = "CONNECTOR_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    private PostgresServer(string connectionString) => ConnectionString = connectionString;

    /// <summary>How the administrator reaches the server.</summary>
    public string ConnectionString { get; }

    /// <summary>The process's server; the first call starts it.</summary>
    public static Task<PostgresServer> GetAsync() => Shared.Value;

    /// <summary>Makes a fresh, empty database.</summary>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="locale">Its collation and character classes.</param>
    /// <returns>The database, which the caller disposes.</returns>
    public Task<PostgresDatabase> CreateDatabaseAsync(string encoding = "UTF8", string locale = "C") =>
        PostgresDatabase.CreateAsync(ConnectionString, encoding, locale);

    private static async Task<PostgresServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ready)
            return new PostgresServer(ready);
        if (await DockerEngine.AnswersAsync())
            return new PostgresServer(await StartContainerAsync());
        return new PostgresServer(await StartPrivateAsync());
    }

    private static async Task<string> StartContainerAsync()
    {
        PostgreSqlContainer container = new PostgreSqlBuilder("postgres:15-alpine").Build();
        await container.StartAsync();
        return container.GetConnectionString();
    }

    private static Task<string> StartPrivateAsync()
    {
        // Debian keeps each major in a folder of its own, outside PATH.
        string[] folders = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(f => $"{f}/bin")]
            : [];
        string server = PrivateServer.Binary(["postgres"], folders, "PostgreSQL", Variable, "postgresql");
        string installer = PrivateServer.Binary(["initdb"], folders, "PostgreSQL", Variable, "postgresql");
        // PostgreSQL refuses to run as root.
        string[] asUser = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        return PrivateServer.StartAsync(
            "PostgreSQL",
            stopSignal: "QUIT",
            owner: Environment.IsPrivilegedProcess ? "postgres" : null,
            install: folder =>
            [.. asUser, installer, "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            serve: (folder, port) =>
            [.. asUser, server, "-D", $"{folder}/data", "-k", $"{folder}/data", "-h", "127.0.0.1", "-p", $"{port}",
                "-c", "fsync=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB"],
            connectionString: port => new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = port,
                Username = "postgres",
                Database = "postgres",
            }.ConnectionString,
            connect: async connectionString =>
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
            });
    }
}
