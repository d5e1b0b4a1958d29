namespace Connector.Host.Plugins;

/// <summary>One plug-in on disk: a folder with its main assembly, <c>.deps.json</c> and private dependencies.</summary>
internal sealed record PluginFolder
{
    /// <summary>The folder, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>The assembly that names the adapters, absolute.</summary>
    public required string MainAssembly { get; init; }

    /// <summary>Looks for the main assembly of a plug-in.</summary>
    /// <exception cref="PluginRefusedException">There is none, or it cannot be told which one it is.</exception>
    public static PluginFolder Open(string folder)
    {
        // The pattern also matches longer endings on Windows, and must match .DLL everywhere.
        string[] libraries = [.. Directory.EnumerateFiles(folder).Where(IsLibrary)];
        if (libraries.Length == 0)
        {
            throw new PluginRefusedException(
                "There is no DLL in this folder. Copy everything that `dotnet publish` made of the adapter into it, or delete the folder.");
        }

        string[] described = [.. libraries.Where(library => File.Exists(System.IO.Path.ChangeExtension(library, ".deps.json")))];
        var main = described.Length == 1
            ? described[0]
            : Array.Find(described.Length > 1 ? described : libraries, library => IsNamedAs(library, folder));
        if (main is not null)
            return new PluginFolder { Path = folder, MainAssembly = main };

        var name = System.IO.Path.GetFileName(folder);
        throw new PluginRefusedException(described.Length == 0
            ? $"None of the DLLs in this folder has a .deps.json beside it, and none is called {name}.dll, so it cannot be told which one is the adapter. "
                + "Copy everything that `dotnet publish` made of the adapter, the .deps.json included."
            : $"Several DLLs in this folder have a .deps.json beside them ({Names(described)}), so it cannot be told which one is the adapter. "
                + $"Give each adapter a folder of its own, or call the folder as the adapter's DLL is called.");
    }

    /// <summary>Whether a file is called like a DLL.</summary>
    public static bool IsLibrary(string file) => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    /// <summary>File names for a message, at most three.</summary>
    public static string Names(IReadOnlyCollection<string> files) =>
        string.Join(", ", files.Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal).Take(3)) + (files.Count > 3 ? ", …" : "");

    private static bool IsNamedAs(string library, string folder) =>
        string.Equals(System.IO.Path.GetFileNameWithoutExtension(library), System.IO.Path.GetFileName(folder), StringComparison.OrdinalIgnoreCase);
}
