using MySqlConnector;

namespace Connector.Adapters.OpenCart.Database;

/// <summary>Another writer held rows of a statement: a deadlock (1213) or a lock wait time-out (1205). The statement did nothing.</summary>
internal sealed class LockConflictException(MySqlException cause)
    : Exception("Another program was writing the same rows.", cause);
