namespace Connector.Core.Ledger.Backups;

/// <summary>What work leaves behind, or has been killed over. Nothing depends on its going.</summary>
internal static class LeftOver
{
    /// <summary>Deletes a file, or a folder with all that is in it; what cannot be deleted now stays for the next time.</summary>
    public static void Delete(string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is only in the way of nothing.
        }
    }
}
