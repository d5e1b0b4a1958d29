using System.Globalization;
using MySqlConnector;

namespace Connector.Adapters.OpenCart.Database;

/// <summary>The shop's database: short connections from a pool, one statement at a time, no transaction ever.</summary>
/// <remarks>
/// A statement is a transaction of its own: on MyISAM there is no other way, and on InnoDB an open transaction would hold up
/// the product pages of OpenCart 2 and 3, which count their views in the product's row (facts §7).
/// </remarks>
internal sealed class ShopDatabase : IAsyncDisposable
{
    private readonly MySqlDataSource _source;
    private readonly DatabaseErrors _errors;

    public ShopDatabase(string configured)
    {
        var pinned = ShopConnectionString.Pin(configured);
        _source = new MySqlDataSource(pinned.ConnectionString);
        Place = string.Create(CultureInfo.InvariantCulture, $"database {pinned.Database} on {pinned.Server}:{pinned.Port}");
        _errors = new DatabaseErrors(Place);
    }

    /// <summary>Host and database, for messages. Never user or password.</summary>
    public string Place { get; }

    /// <summary>Reads a whole result into memory, so that no lock outlives the statement however slow the consumer is.</summary>
    /// <param name="doing">What the statement is for, after "while": "reading products".</param>
    /// <param name="statement">SQL and its parameters.</param>
    /// <param name="read">Makes one item of the row the reader stands on.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async Task<List<T>> QueryAsync<T>(
        string doing, Statement statement, Func<MySqlDataReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var command = statement.On(connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows.Add(read(reader));
            return rows;
        }
        catch (MySqlException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw _errors.Map(doing, exception);
        }
    }

    /// <summary>Runs one changing statement.</summary>
    /// <param name="doing">What the statement is for, after "while".</param>
    /// <param name="timeZone">The session's time zone, or <see langword="null"/> for the server's.</param>
    /// <param name="statement">SQL and its parameters.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Rows matched.</returns>
    /// <exception cref="LockConflictException">Another writer held the rows; nothing was done.</exception>
    public async Task<int> ExecuteAsync(string doing, string? timeZone, Statement statement, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (timeZone is not null)
            {
                await using var zone = new Statement("SET time_zone = @zone", ("@zone", timeZone)).On(connection);
                await zone.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            await using var command = statement.On(connection);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlException exception) when (DatabaseErrors.IsLockConflict(exception))
        {
            throw new LockConflictException(exception);
        }
        catch (MySqlException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw _errors.Map(doing, exception);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
