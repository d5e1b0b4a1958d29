using MySqlConnector;

namespace Connector.Adapters.OpenCart.Database;

/// <summary>Makes the connection string in use from the one that was configured. Nothing here ever repeats any part of it.</summary>
internal static class ShopConnectionString
{
    /// <summary>What is wrong with a configured connection string, or <see langword="null"/>.</summary>
    public static string? Fault(string configured)
    {
        MySqlConnectionStringBuilder builder;
        try
        {
            builder = new MySqlConnectionStringBuilder(configured);
        }
        catch (ArgumentException)
        {
            // The exception names the part it did not understand, which may be half of a password that holds a semicolon.
            return "connectionString is not of the form \"Server=…;Port=3306;Database=…;User ID=…;Password=…\". "
                + "Put a value that holds ; or = in single quotes.";
        }

        if (string.IsNullOrWhiteSpace(builder.Server))
            return "connectionString names no Server: DB_HOSTNAME in the shop's config.php.";
        return string.IsNullOrWhiteSpace(builder.Database)
            ? "connectionString names no Database: DB_DATABASE in the shop's config.php."
            : null;
    }

    /// <summary>The connection string in use, with what the adapter depends on pinned.</summary>
    public static MySqlConnectionStringBuilder Pin(string configured) => new(configured)
    {
        // Matched rows, not changed rows: a row that is gone must be told from one that held the number already.
        UseAffectedRows = false,
        // A char(36) SKU column would otherwise be read as a Guid.
        GuidFormat = MySqlGuidFormat.None,
        TreatTinyAsBoolean = false,
        AllowLoadLocalInfile = false,
        PersistSecurityInfo = false,
        ApplicationName = "connector",
    };
}
