using System.Reflection;
using Connector.Abstractions;

namespace Connector.Host.Plugins;

/// <summary>The checks on a plug-in's files before any of its code is loaded.</summary>
internal static class PluginInspection
{
    /// <summary>Passes a plug-in that fits this host.</summary>
    /// <exception cref="PluginRefusedException">It does not fit; the message says why and what to do.</exception>
    public static void Check(PluginFolder plugin)
    {
        var main = AssemblyFacts.Read(plugin.MainAssembly) ?? throw new PluginRefusedException(
            $"{Path.GetFileName(plugin.MainAssembly)} is a native library, not a .NET assembly. Build the adapter as a .NET class library.");
        CheckFramework(main);
        CheckUsesContract(main);
        CheckShared(main);
        CheckContractVersion(main);

        string[] libraries =
        [
            .. Directory.EnumerateFiles(plugin.Path, "*", SearchOption.AllDirectories)
                .Where(PluginFolder.IsLibrary)
                .Where(library => library != plugin.MainAssembly && SharedAssemblies.Find(Path.GetFileNameWithoutExtension(library)) is null)
                .Order(StringComparer.Ordinal),
        ];
        CheckIsComplete(main, libraries);
        foreach (var library in libraries)
        {
            if (AssemblyFacts.Read(library) is { } dependency)
                CheckShared(dependency);
        }
    }

    private static void CheckFramework(AssemblyFacts main)
    {
        var running = typeof(object).Assembly.GetName().Version!;
        if (main.References.FirstOrDefault(reference => reference.Name == "System.Runtime")?.Version is { } wanted && wanted.Major > running.Major)
        {
            throw new PluginRefusedException(
                $"{main.File} was built for .NET {wanted.Major}, and this connector runs on .NET {running.Major}. "
                + $"Update the connector, or build the adapter for net{running.Major}.0.");
        }
    }

    private static void CheckUsesContract(AssemblyFacts main)
    {
        if (main.References.Any(reference => reference.Name == SharedAssemblies.Contract.Name))
            return;
        throw new PluginRefusedException(
            $"{main.File} does not use {SharedAssemblies.Contract.Name}, so it is not a store adapter. If it is a library, put it into the folder of the "
            + "adapter that needs it; if it is an adapter, it lacks its [assembly: StoreAdapter(…)] line.");
    }

    private static void CheckShared(AssemblyFacts assembly)
    {
        foreach (var reference in assembly.References)
        {
            if (SharedAssemblies.Find(reference.Name) is { } shared && reference.Version > shared.Version)
                throw new PluginRefusedException(SharedIsOlder(assembly, reference, shared));
        }
    }

    private static string SharedIsOlder(AssemblyFacts assembly, AssemblyName wanted, AssemblyName shared) =>
        $"{assembly.File} was built against {wanted.Name} {wanted.Version}, and this connector shares its own {shared.Version} with every plug-in. "
        + (wanted.Name == SharedAssemblies.Contract.Name
            ? "Update the connector, or install the adapter's version for this connector."
            : $"Update the connector, or build the adapter with {wanted.Name} {shared.Version!.Major}.x (a library that asks for more must go back a version too).");

    private static void CheckContractVersion(AssemblyFacts main)
    {
        if (main.Contracts.Count == 0)
        {
            throw new PluginRefusedException(
                $"{main.File} names no adapter. Add [assembly: StoreAdapter(typeof(YourFactory), ContractVersion.Current)] to its source and build it again.");
        }

        foreach (var contract in main.Contracts)
        {
            if (contract > ContractVersion.Current)
            {
                throw new PluginRefusedException(
                    $"{main.File} was built for version {contract} of the adapter contract, and this connector knows versions up to {ContractVersion.Current}. "
                    + "Update the connector, or install the adapter's version for this connector.");
            }

            if (contract < ContractVersion.Oldest)
            {
                throw new PluginRefusedException(
                    $"{main.File} was built for version {contract} of the adapter contract, and this connector no longer takes versions before {ContractVersion.Oldest}. "
                    + "Install a newer version of the adapter, or build it again against this connector's Connector.Abstractions.dll.");
            }
        }
    }

    /// <summary>
    /// A library that the plug-in forgot to carry would be looked for among the host's own, and bound to whatever version the
    /// host has today. Only the main assembly is asked: libraries often name others that they need in no case that occurs here.
    /// </summary>
    private static void CheckIsComplete(AssemblyFacts main, string[] libraries)
    {
        if (!FrameworkAssemblies.AreKnown)
            return;
        var carried = libraries.Select(library => Path.GetFileNameWithoutExtension(library)!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in main.References)
        {
            if (FrameworkAssemblies.Contains(reference.Name!) || SharedAssemblies.Find(reference.Name) is not null || carried.Contains(reference.Name!))
                continue;
            throw new PluginRefusedException(
                $"{main.File} needs {reference.Name} {reference.Version}, and there is no {reference.Name}.dll in its folder. "
                + "Copy everything that `dotnet publish` made of the adapter, not the adapter's DLL alone.");
        }
    }
}
