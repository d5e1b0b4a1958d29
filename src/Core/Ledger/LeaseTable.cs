using System.Diagnostics;
using Dapper;

namespace Connector.Core.Ledger;

/// <summary>
/// Who may do a thing that only one may do at a time, such as writing to a store. A lease ends when it is given back, when
/// it is not renewed in time, or as soon as the process that held it is gone from this machine.
/// </summary>
public sealed class LeaseTable
{
    // Seconds: the system derives a process's start from its own uptime, which is not exact.
    private const long StartTolerance = 2;

    // Asking the system takes milliseconds.
    private static readonly long OwnStart = StartOf(Process.GetCurrentProcess());

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly Ledger ledger;

    internal LeaseTable(Ledger ledger) => this.ledger = ledger;

    /// <summary>Takes a lease if it is free.</summary>
    /// <param name="name">What it is for: <c>store:shop-ua</c>.</param>
    /// <param name="holder">Who holds it now, for a person, if it is not free.</param>
    /// <returns>The lease, renewed by itself until disposed; <see langword="null"/> if another holds it.</returns>
    public Lease? TryTake(string name, out string? holder)
    {
        var owner = Guid.NewGuid().ToString("N");
        string? other = null;
        ledger.Write((connection, transaction) =>
        {
            var now = ledger.Time.GetUtcNow();
            var row = connection.QuerySingleOrDefault<Row>(
                "SELECT machine, process, started, expires_at AS ExpiresAt FROM lease WHERE name = @name", new { name }, transaction);
            if (row is not null && SqlTime.Read(row.ExpiresAt) > now && IsAlive(row))
            {
                other = $"process {row.Process} on {row.Machine}";
                return;
            }

            connection.Execute("""
                INSERT INTO lease (name, owner, machine, process, started, expires_at) VALUES (@name, @owner, @machine, @process, @started, @expires)
                ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, machine = excluded.machine, process = excluded.process,
                    started = excluded.started, expires_at = excluded.expires_at
                """, new
            {
                name,
                owner,
                machine = Environment.MachineName,
                process = Environment.ProcessId,
                started = OwnStart,
                expires = SqlTime.Bind(now + Lifetime),
            }, transaction);
        });
        holder = other;
        return other is null ? new Lease(this, name, owner, ledger.Time, Lifetime / 3) : null;
    }

    /// <summary>Whether somebody holds a lease.</summary>
    public bool IsHeld(string name) => ledger.Read(connection => connection.QuerySingleOrDefault<Row>(
        "SELECT machine, process, started, expires_at AS ExpiresAt FROM lease WHERE name = @name", new { name })) is { } row
        && SqlTime.Read(row.ExpiresAt) > ledger.Time.GetUtcNow() && IsAlive(row);

    internal bool Renew(string name, string owner)
    {
        var renewed = 0;
        ledger.Write((connection, transaction) => renewed = connection.Execute(
            "UPDATE lease SET expires_at = @expires WHERE name = @name AND owner = @owner",
            new { name, owner, expires = SqlTime.Bind(ledger.Time.GetUtcNow() + Lifetime) }, transaction));
        return renewed > 0;
    }

    internal void Release(string name, string owner) =>
        ledger.Write((connection, transaction) => connection.Execute(
            "DELETE FROM lease WHERE name = @name AND owner = @owner", new { name, owner }, transaction));

    // On another machine only time can tell; here a process that is gone, or another one with its number, holds nothing.
    private static bool IsAlive(Row row)
    {
        if (row.Machine != Environment.MachineName)
            return true;
        if (row.Process == Environment.ProcessId)
            return Math.Abs(OwnStart - row.Started) <= StartTolerance;
        try
        {
            using var process = Process.GetProcessById((int)row.Process);
            return Math.Abs(StartOf(process) - row.Started) <= StartTolerance;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return true;
        }
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();

    private sealed record Row
    {
        public string Machine { get; init; } = "";

        public long Process { get; init; }

        public long Started { get; init; }

        public string ExpiresAt { get; init; } = "";
    }
}
