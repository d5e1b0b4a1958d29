namespace Connector.Testing;

/// <summary>A fresh folder of its own, gone when disposed.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes the folder, readable for every user of the machine (a database server may run as another one).</summary>
    public TempFolder()
    {
        Path = Directory.CreateTempSubdirectory("connector-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>A path inside; nothing is created.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Somebody still writes into it; the operating system clears its folder for temporary files.
        }
    }
}
