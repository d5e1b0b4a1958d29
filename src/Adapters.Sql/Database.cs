using System.Data.Common;
using Connector.Abstractions;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Targets;

namespace Connector.Adapters.Sql;

/// <summary>Opens connections to one store's database, and says what its errors mean to a person.</summary>
internal sealed class Database(Dialect dialect, StoreId store)
{
    /// <summary>What differs between databases.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <summary>The store.</summary>
    public StoreId Store { get; } = store;

    /// <summary>An open connection with its lock time-out set, which the caller disposes.</summary>
    /// <exception cref="StoreException">There is none to be had.</exception>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        DbConnection? connection = null;
        try
        {
            connection = Dialect.Connection();
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (Dialect.SessionSql is { } sql)
            {
                await using DbCommand command = connection.CreateCommand();
                command.CommandText = sql;
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch (Exception exception)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            if (exception is ArgumentException or NotSupportedException or InvalidOperationException)
            {
                throw new StoreException(
                    StoreFailure.Misconfigured, Clean($"{Store}: {Dialect.Product} cannot be opened with this connectionString: {exception.Message}"));
            }

            if (IsDatabase(exception))
                throw Wrap(exception);
            throw;
        }
    }

    /// <summary>Whether <see cref="Wrap"/> knows what to say.</summary>
    public static bool IsDatabase(Exception exception) =>
        exception is DbException or TimeoutException or IOException or KeyNotUniqueException;

    /// <summary>The same error, for the host and for a person.</summary>
    public StoreException Wrap(Exception exception)
    {
        if (exception is KeyNotUniqueException notUnique)
        {
            return new StoreException(
                StoreFailure.Misconfigured,
                $"{Store}: the column named as key is not unique: the key {notUnique.Key} meets several rows. Nothing of this batch was written. "
                + "Name the primary key, or another column with a unique index.");
        }

        (StoreFailure failure, string cure) = Dialect.Classify(exception) switch
        {
            Fault.Unauthorized => (StoreFailure.Unauthorized, "Check the login and its grants; writing to this store stops until then."),
            Fault.Misconfigured => (StoreFailure.Misconfigured, "Check the store's options: names, where, custom, and the database in connectionString."),
            Fault.Throttled => (StoreFailure.Throttled, "The connector waits and tries again."),
            Fault.Busy => (StoreFailure.Unreachable, "The site holds locks on these rows for longer than lockTimeout; the connector tries again."),
            Fault.Row => (StoreFailure.Misconfigured, "The database refuses a value that the connector does not send by itself: check where, params and custom."),
            _ => (StoreFailure.Unreachable, "The connector waits and tries again."),
        };
        return new StoreException(failure, Clean($"{Store}: {Dialect.Product} says: {exception.Message} {cure}"));
    }

    /// <summary>A message of the database without the password, should it ever hold it.</summary>
    public string Clean(string message) =>
        Dialect.Password is { Length: > 0 } password ? message.Replace(password, "***", StringComparison.Ordinal) : message;
}
