using System.Text.RegularExpressions;
using Connector.Abstractions;
using MySqlConnector;

namespace Connector.Adapters.OpenCart.Database;

/// <summary>Turns the database's errors into what the host acts on, in words for a person. Names no user and no password.</summary>
internal sealed partial class DatabaseErrors(string place)
{
    public static bool IsLockConflict(MySqlException exception) =>
        exception.ErrorCode is MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout;

    public StoreException Map(string doing, MySqlException exception)
    {
        var (failure, message) = Explain(exception);
        return new StoreException(failure, $"{message} ({place}, while {doing}, error {exception.Number}.)", exception);
    }

    private static (StoreFailure Failure, string Message) Explain(MySqlException exception) => exception.Number switch
    {
        1044 or 1045 or 1130 or 1251 or 1275 or 1698 => (StoreFailure.Unauthorized,
            "The database refuses the user or password in connectionString, or does not admit this machine. "
            + "Compare them with the shop's config.php, or ask the host to admit this machine's address."),
        1142 or 1143 or 1227 or 1370 => (StoreFailure.Unauthorized,
            $"The database user lacks a right: {WithoutUser(exception)}. Grant what docs/adapters/opencart.md lists."),
        1820 or 1862 or 3118 or 4151 => (StoreFailure.Unauthorized,
            "The database user's password has expired, or the user is locked. Set a new password, or unlock it."),
        1046 or 1049 => (StoreFailure.Misconfigured,
            "The server has no such database. Compare Database in connectionString with DB_DATABASE in the shop's config.php."),
        1054 or 1109 or 1146 => (StoreFailure.Misconfigured,
            $"The shop's tables are not as they were found to be: {WithoutUser(exception)}. Was the shop upgraded or moved? Run a check."),
        1298 => (StoreFailure.Misconfigured,
            "The server does not know the configured timeZone. Give it as an offset, such as +02:00."),
        1290 or 1792 or 1836 => (StoreFailure.Misconfigured,
            "The server takes no writes (read-only). Point connectionString to the shop's main database server."),
        1040 or 1203 or 1226 => (StoreFailure.Throttled,
            "The server has no free connection for this user, or the user's hourly limit is reached."),
        1205 or 1213 => (StoreFailure.Throttled,
            "Another program is using the same rows."),
        1129 => (StoreFailure.Unreachable,
            "The server blocked this machine after many broken connections. Its administrator can run FLUSH HOSTS."),
        <= 0 or 1042 or 1053 or 1152 or 1158 or 1159 or 1160 or 1161 or 1184 or 1317 or (>= 2000 and < 3000) => (StoreFailure.Unreachable,
            "The database server does not answer. At most hosts it listens on localhost only: is the SSH tunnel or the allowed address in place?"),
        _ => (StoreFailure.Protocol, $"The database refused a statement: {WithoutUser(exception)}."),
    };

    private static string WithoutUser(MySqlException exception) => UserAtHost().Replace(exception.Message, "this user").TrimEnd('.');

    [GeneratedRegex("user '[^']*'@'[^']*'")]
    private static partial Regex UserAtHost();
}
