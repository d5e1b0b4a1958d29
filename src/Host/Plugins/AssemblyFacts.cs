using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Connector.Abstractions;

namespace Connector.Host.Plugins;

/// <summary>
/// What a DLL says of itself, read from the file without loading it. A plug-in that does not fit must be recognised before
/// the runtime binds it: afterwards it is silently invisible, or dies at its first log line.
/// </summary>
internal sealed record AssemblyFacts
{
    /// <summary>The file's name, for messages.</summary>
    public required string File { get; init; }

    /// <summary>The assemblies it was compiled against, by name and version.</summary>
    public required IReadOnlyList<AssemblyName> References { get; init; }

    /// <summary>The contract version of each <see cref="StoreAdapterAttribute"/> on the assembly.</summary>
    public required IReadOnlyList<int> Contracts { get; init; }

    /// <summary>Reads a file.</summary>
    /// <returns>Null for a DLL without .NET metadata, that is a native library.</returns>
    /// <exception cref="PluginRefusedException">The file is not a DLL at all, or a part of it is missing.</exception>
    public static AssemblyFacts? Read(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
                return null;
            var reader = image.GetMetadataReader();
            return new AssemblyFacts { File = file, References = ReadReferences(reader), Contracts = ReadContracts(reader) };
        }
        catch (BadImageFormatException exception)
        {
            throw new PluginRefusedException(
                $"{file} is not a readable DLL; it may have been cut short while it was copied. Copy the plug-in's folder again.", exception);
        }
    }

    private static List<AssemblyName> ReadReferences(MetadataReader reader) =>
        [.. reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())];

    private static List<int> ReadContracts(MetadataReader reader)
    {
        var contracts = new List<int>();
        if (!reader.IsAssembly)
            return contracts;
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (!IsStoreAdapter(reader, attribute))
                continue;
            // The arguments of StoreAdapterAttribute(Type factory, int contract) as ECMA-335 II.23.3 writes them: a mark, the type's name, the number.
            var value = reader.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            value.ReadSerializedString();
            contracts.Add(value.ReadInt32());
        }

        return contracts;
    }

    private static bool IsStoreAdapter(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return false;
        var parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
            return false;
        var type = reader.GetTypeReference((TypeReferenceHandle)parent);
        return reader.StringComparer.Equals(type.Name, nameof(StoreAdapterAttribute))
            && reader.StringComparer.Equals(type.Namespace, typeof(StoreAdapterAttribute).Namespace!);
    }
}
