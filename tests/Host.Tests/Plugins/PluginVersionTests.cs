using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Connector.Host.Tests.Plugins;

/// <summary>A plug-in that does not fit this host is recognised before it is loaded.</summary>
public sealed class PluginVersionTests : IDisposable
{
    private readonly PluginTestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void HigherAssemblyVersionOfTheContract_IsRefused()
    {
        folder.Install("NextMajor");

        folder.LoadRefused().Reason.ShouldBe(
            "Fixture.NextMajor.dll was built against Connector.Abstractions 2.0.0.0, and this connector shares its own 1.0.0.0 with every plug-in. "
            + "Update the connector, or install the adapter's version for this connector.");
    }

    [Fact]
    public void HigherContractVersion_IsRefused_ThoughAnInterfaceOfItIsUnknownHere()
    {
        folder.Install("NextMinor");

        folder.LoadRefused().Reason.ShouldBe(
            "Fixture.NextMinor.dll was built for version 2 of the adapter contract, and this connector knows versions up to 1. "
            + "Update the connector, or install the adapter's version for this connector.");
    }

    [Fact]
    public void LowerContractVersionThanTheOldest_IsRefused()
    {
        folder.Install("OldContract");

        folder.LoadRefused().Reason.ShouldBe(
            "Fixture.Faulty.dll was built for version 0 of the adapter contract, and this connector no longer takes versions before 1. "
            + "Install a newer version of the adapter, or build it again against this connector's Connector.Abstractions.dll.");
    }

    [Fact]
    public void NewerLogging_IsRefused()
    {
        folder.Install("NewerLogging");

        folder.LoadRefused().Reason.ShouldBe(
            "Fixture.NewerLogging.dll was built against Microsoft.Extensions.Logging.Abstractions 11.0.0.0, and this connector shares its own 10.0.0.0 with every plug-in. "
            + "Update the connector, or build the adapter with Microsoft.Extensions.Logging.Abstractions 10.x (a library that asks for more must go back a version too).");
    }

    [Fact]
    public void NewerLoggingOfAPrivateLibrary_IsRefused()
    {
        folder.Install("NewerLoggingInside");

        folder.LoadRefused().Reason.ShouldStartWith(
            "Fixture.NewerLogging.Library.dll was built against Microsoft.Extensions.Logging.Abstractions 11.0.0.0, and this connector shares its own 10.0.0.0");
    }

    [Fact]
    public void NewerDotNet_IsRefused()
    {
        var running = Environment.Version.Major;
        var main = Path.Combine(folder.Install("Layered"), "Fixture.Layered.dll");
        RaiseReference(main, "System.Runtime", (ushort)(running + 1));

        folder.LoadRefused().Reason.ShouldBe(
            $"Fixture.Layered.dll was built for .NET {running + 1}, and this connector runs on .NET {running}. "
            + $"Update the connector, or build the adapter for net{running}.0.");
    }

    [Fact]
    public void OwnCopyOfTheContract_IsNotUsed()
    {
        var installed = folder.Install("Layered");
        File.Copy(Path.Combine(PluginTestFolder.Fixture("NextMajor"), "Connector.Abstractions.dll"), Path.Combine(installed, "Connector.Abstractions.dll"));

        folder.LoadAll().ShouldBe(["healthy", "layered"]);
    }

    [Fact]
    public void NoReferenceToAdapterAttribute_IsRefused()
    {
        folder.Install("NoAdapter");

        folder.LoadRefused().Reason.ShouldBe(
            "Fixture.NoAdapter.dll names no adapter. Add [assembly: StoreAdapter(typeof(YourFactory), ContractVersion.Current)] to its source and build it again.");
    }

    [Fact]
    public void LibraryThatKnowsNothingOfTheContract_IsRefused()
    {
        var acme = Directory.CreateDirectory(Path.Combine(folder.Path, "acme")).FullName;
        File.Copy(Path.Combine(PluginTestFolder.Fixture("Healthy"), "CsvHelper.dll"), Path.Combine(acme, "acme.dll"));

        folder.LoadRefused().Reason.ShouldBe(
            "acme.dll does not use Connector.Abstractions, so it is not a store adapter. If it is a library, put it into the folder of the "
            + "adapter that needs it; if it is an adapter, it lacks its [assembly: StoreAdapter(…)] line.");
    }

    [Fact]
    public void LibraryLeftBehind_IsRefused_ThoughTheHostHasOneOfThatName()
    {
        File.Delete(Path.Combine(folder.Install("Healthy", "incomplete"), "CsvHelper.dll"));

        folder.LoadRefused().Reason.ShouldBe(
            "Fixture.Healthy.dll needs CsvHelper 33.0.0.0, and there is no CsvHelper.dll in its folder. "
            + "Copy everything that `dotnet publish` made of the adapter, not the adapter's DLL alone.");
    }

    [Fact]
    public void TypeThatCannotLoad_IsRefusedAtOnce()
    {
        File.Delete(Path.Combine(folder.Install("Layered"), "Fixture.Layered.Lower.dll"));

        var reason = folder.LoadRefused().Reason;

        reason.ShouldStartWith("A part of Fixture.Layered.dll cannot be loaded: Fixture.Layered.Lower, Version=1.2.3.0");
        reason.ShouldEndWith("is missing. Copy everything that `dotnet publish` made of the adapter; if that is done, build the adapter again against this connector.");
    }

    /// <summary>Makes a DLL ask for a higher version of a reference, as a newer compiler would.</summary>
    private static void RaiseReference(string file, string reference, ushort major)
    {
        var bytes = File.ReadAllBytes(file);
        int position;
        using (var image = new PEReader(new MemoryStream(bytes)))
        {
            var reader = image.GetMetadataReader();
            var row = reader.AssemblyReferences.Single(handle => reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, reference));
            // The major version is the first column of the table's row (ECMA-335 II.22.5).
            position = image.PEHeaders.MetadataStartOffset + reader.GetTableMetadataOffset(TableIndex.AssemblyRef)
                + ((MetadataTokens.GetRowNumber(row) - 1) * reader.GetTableRowSize(TableIndex.AssemblyRef));
        }

        BitConverter.TryWriteBytes(bytes.AsSpan(position), major).ShouldBeTrue();
        File.WriteAllBytes(file, bytes);
    }
}
