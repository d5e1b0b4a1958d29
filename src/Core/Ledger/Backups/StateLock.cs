namespace Connector.Core.Ledger.Backups;

/// <summary>
/// Says that a state folder is in use: by any number of processes that work with it, or by one that replaces what is in it. The
/// system gives it back when the process ends, however it ends.
/// </summary>
internal sealed class StateLock : IDisposable
{
    private const string Name = "in-use.lock";

    private readonly FileStream file;

    private StateLock(FileStream file) => this.file = file;

    /// <summary>For working with the folder; <see langword="null"/> while its content is being replaced.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static StateLock? TryShare(string folder)
    {
        var path = Path.Combine(folder, Name);
        // Made without a lock first: only reading can be shared.
        using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite))
        {
        }

        return TryOpen(path, FileAccess.Read, FileShare.Read);
    }

    /// <summary>For replacing what is in the folder; <see langword="null"/> while anybody works with it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static StateLock? TryTake(string folder) => TryOpen(Path.Combine(folder, Name), FileAccess.ReadWrite, FileShare.None);

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    private static StateLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new StateLock(new FileStream(path, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(path))
        {
            return null;
        }
    }
}
