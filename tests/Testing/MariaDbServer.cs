using MySqlConnector;
using Testcontainers.MySql;

namespace Connector.Testing;

/// <summary>
/// One real MariaDB for all tests of a process, started when first asked for: the server that <c>CONNECTOR_TEST_MARIADB</c>
/// names, else a container, else a private <c>mariadbd</c>. Where none of them is possible the tests fail; they are never skipped.
/// </summary>
public sealed class MariaDbServer
{
    /// <summary>Holds a ready connection string of an administrator, where the machine has a server for tests.</summary>
    public const string Variable = "CONNECTOR_TEST_MARIADB";

    private static readonly Lazy<Task<MariaDbServer>> Shared = new(StartAsync);

    private MariaDbServer(string connectionString) => ConnectionString = connectionString;

    /// <summary>How the administrator reaches the server; names no database.</summary>
    public string ConnectionString { get; }

    /// <summary>The process's server; the first call starts it.</summary>
    public static Task<MariaDbServer> GetAsync() => Shared.Value;

    /// <summary>Makes a fresh, empty database.</summary>
    /// <param name="charset">Its default character set.</param>
    /// <param name="collation">Its default collation.</param>
    /// <returns>The database, which the caller disposes.</returns>
    public Task<MariaDbDatabase> CreateDatabaseAsync(string charset = "utf8mb4", string collation = "utf8mb4_general_ci") =>
        MariaDbDatabase.CreateAsync(ConnectionString, charset, collation);

    private static async Task<MariaDbServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ready)
            return new MariaDbServer(ready);
        if (await DockerEngine.AnswersAsync())
            return new MariaDbServer(await StartContainerAsync());
        return new MariaDbServer(await StartPrivateAsync());
    }

    private static async Task<string> StartContainerAsync()
    {
        // 10.11 is the oldest series that shops still run and that MariaDB still supports.
        MySqlContainer container = new MySqlBuilder("mariadb:10.11").WithUsername("root").WithPassword("root").Build();
        await container.StartAsync();
        return container.GetConnectionString();
    }

    private static Task<string> StartPrivateAsync()
    {
        string server = PrivateServer.Binary(["mariadbd", "mysqld"], ["/usr/sbin", "/usr/libexec"], "MariaDB", Variable, "mariadb-server");
        string installer = PrivateServer.Binary(["mariadb-install-db", "mysql_install_db"], ["/usr/bin"], "MariaDB", Variable, "mariadb-server");
        string[] asUser = Environment.IsPrivilegedProcess ? ["--user=mysql"] : [];
        return PrivateServer.StartAsync(
            "MariaDB",
            stopSignal: "KILL",
            install: folder =>
            [installer, "--no-defaults", $"--datadir={folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db", .. asUser],
            serve: (folder, port) =>
            [server, "--no-defaults", $"--datadir={folder}/data", $"--socket={folder}/data/socket", $"--pid-file={folder}/data/pid",
                $"--port={port}", "--bind-address=127.0.0.1", "--skip-name-resolve", "--skip-log-bin", "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=32M", "--innodb-flush-log-at-trx-commit=0", "--max-connections=400", .. asUser],
            connectionString: port => new MySqlConnectionStringBuilder
            {
                Server = "127.0.0.1",
                Port = (uint)port,
                UserID = "root",
                SslMode = MySqlSslMode.None,
            }.ConnectionString,
            connect: async connectionString =>
            {
                await using var connection = new MySqlConnection(connectionString);
                await connection.OpenAsync();
            });
    }
}
