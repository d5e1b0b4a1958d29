using System.Data.Common;
using Connector.Testing;

namespace Connector.Adapters.Sql.Tests.Databases;

public class ServerTests
{
    [Fact]
    public async Task MariaDb_user_may_do_only_what_was_granted()
    {
        MariaDbServer server = await MariaDbServer.GetAsync();
        await using MariaDbDatabase database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE goods (id int PRIMARY KEY, qty int); INSERT INTO goods VALUES (1, 5)");

        await NobodyDeletesAsync(database, await database.CreateUserAsync("SELECT (id, qty), UPDATE (qty) ON goods"));
    }

    [Fact]
    public async Task Postgres_user_may_do_only_what_was_granted()
    {
        PostgresServer server = await PostgresServer.GetAsync();
        await using PostgresDatabase database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE goods (id int PRIMARY KEY, qty int); INSERT INTO goods VALUES (1, 5)");

        await NobodyDeletesAsync(database, await database.CreateUserAsync("SELECT (id, qty), UPDATE (qty) ON goods"));
    }

    private static async Task NobodyDeletesAsync(TestDatabase database, string user)
    {
        await using DbConnection connection = await database.OpenAsync(user);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "UPDATE goods SET qty = 7 WHERE id = 1";
        (await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        command.CommandText = "DELETE FROM goods";
        await Should.ThrowAsync<DbException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        (await database.DumpAsync("SELECT id, qty FROM goods")).ShouldBe(["1|7"]);
    }
}
