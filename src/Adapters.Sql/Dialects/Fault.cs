namespace Connector.Adapters.Sql.Dialects;

/// <summary>What an error of a database means for us.</summary>
internal enum Fault
{
    /// <summary>No connection, a time-out, the server is stopping: wait and try again.</summary>
    Unreachable = 0,

    /// <summary>A deadlock, a lock wait, a serialisation failure: the same transaction may work at once.</summary>
    Busy,

    /// <summary>Too many connections or too much load.</summary>
    Throttled,

    /// <summary>The login, or one of its rights, is refused.</summary>
    Unauthorized,

    /// <summary>No such database, table or column, or SQL that the database does not understand.</summary>
    Misconfigured,

    /// <summary>A rule of the data refuses a value: a check, a trigger, a range. One row's fault, not the batch's.</summary>
    Row,
}
