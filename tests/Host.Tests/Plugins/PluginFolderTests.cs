namespace Connector.Host.Tests.Plugins;

/// <summary>What lies in the folders is wrong: nothing crashes, the reason says what to do, the neighbour loads.</summary>
public sealed class PluginFolderTests : IDisposable
{
    private readonly PluginTestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EmptyPluginFolder_IsFine()
    {
        var catalog = folder.Load();

        catalog.Plugins.ShouldBeEmpty();
        catalog.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void MissingPluginFolder_IsRefusedAndOthersLoad()
    {
        folder.Install("Healthy");
        var missing = Path.Combine(folder.Path, "Healthy", "nowhere");

        var catalog = PluginTestFolder.Load(missing, folder.Path);

        catalog.Plugins.ShouldHaveSingleItem();
        var refusal = catalog.Refusals.ShouldHaveSingleItem();
        refusal.Folder.ShouldBe(missing);
        refusal.Reason.ShouldBe("There is no such folder. Create it, or take it out of \"plugins\" in adapters.json.");
    }

    [Fact]
    public void StrayFilesAndFoldersOfTools_AreIgnored()
    {
        File.WriteAllText(Path.Combine(folder.Path, "README.txt"), "hello");
        Directory.CreateDirectory(Path.Combine(folder.Path, ".git"));
        folder.Install("Healthy");

        folder.Load().Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void StrayDll_IsRefusedWithItsPlace()
    {
        File.Copy(Path.Combine(PluginTestFolder.Fixture("Healthy"), "Fixture.Healthy.dll"), Path.Combine(folder.Path, "Acme.dll"));

        folder.LoadRefused().Reason.ShouldBe(
            "Acme.dll cannot be used where it lies: every plug-in has a folder of its own inside the plug-in folder. "
            + $"Move it, with all that belongs to it, into {Path.Combine(folder.Path, "Acme")}.");
    }

    [Fact]
    public void FolderWithoutDll_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "acme"));

        folder.LoadRefused().Reason.ShouldBe(
            "There is no DLL in this folder. Copy everything that `dotnet publish` made of the adapter into it, or delete the folder.");
    }

    [Fact]
    public void GarbageDll_IsRefused()
    {
        var acme = Directory.CreateDirectory(Path.Combine(folder.Path, "acme")).FullName;
        File.WriteAllBytes(Path.Combine(acme, "acme.dll"), [.. Enumerable.Range(0, 4096).Select(number => (byte)(number * 7))]);

        folder.LoadRefused().Reason.ShouldBe(
            "acme.dll is not a readable DLL; it may have been cut short while it was copied. Copy the plug-in's folder again.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(3000)]
    public void CutDll_IsRefused(int length)
    {
        var main = Path.Combine(folder.Install("Layered"), "Fixture.Layered.dll");
        File.WriteAllBytes(main, File.ReadAllBytes(main)[..length]);

        folder.LoadRefused().Reason.ShouldContain("Fixture.Layered.dll is not a readable DLL");
    }

    [Fact]
    public void CutPrivateLibrary_IsRefused()
    {
        var library = Path.Combine(folder.Install("Layered"), "Fixture.Layered.Lower.dll");
        File.WriteAllBytes(library, File.ReadAllBytes(library)[..1000]);

        folder.LoadRefused().Reason.ShouldContain("Fixture.Layered.Lower.dll is not a readable DLL");
    }

    [Fact]
    public void NativeDll_IsRefused()
    {
        var native = Path.Combine(AppContext.BaseDirectory, "runtimes", "win-x64", "native", "e_sqlite3.dll");
        var acme = Directory.CreateDirectory(Path.Combine(folder.Path, "acme")).FullName;
        File.Copy(native, Path.Combine(acme, "acme.dll"));

        folder.LoadRefused().Reason.ShouldBe("acme.dll is a native library, not a .NET assembly. Build the adapter as a .NET class library.");
    }

    [Fact]
    public void UnreadableDll_IsRefused()
    {
        using var held = new FileStream(Path.Combine(folder.Install("Layered"), "Fixture.Layered.dll"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var reason = folder.LoadRefused().Reason;

        reason.ShouldStartWith("It cannot be read (");
        reason.ShouldEndWith("Give the account that the connector runs under the right to read the folder and everything in it.");
    }

    [Fact]
    public void SeveralDescribedDlls_AreToldApartByTheFoldersName()
    {
        Join("Fixture.Layered");

        folder.LoadAll().ShouldBe(["healthy", "layered"]);
    }

    [Fact]
    public void SeveralDescribedDlls_NoneNamedAsTheFolder_AreRefused()
    {
        Join("acme");

        folder.LoadRefused().Reason.ShouldBe(
            "Several DLLs in this folder have a .deps.json beside them (Fixture.Faulty.dll, Fixture.Layered.dll), so it cannot be told which one is the adapter. "
            + "Give each adapter a folder of its own, or call the folder as the adapter's DLL is called.");
    }

    [Fact]
    public void NoDescribedDll_OneNamedAsTheFolder_Loads()
    {
        File.Delete(Path.Combine(folder.Install("Layered", "Fixture.Layered"), "Fixture.Layered.deps.json"));

        folder.LoadAll().ShouldBe(["healthy", "layered"]);
    }

    [Fact]
    public void NoDescribedDll_NoneNamedAsTheFolder_IsRefused()
    {
        File.Delete(Path.Combine(folder.Install("Layered", "acme"), "Fixture.Layered.deps.json"));

        folder.LoadRefused().Reason.ShouldBe(
            "None of the DLLs in this folder has a .deps.json beside it, and none is called acme.dll, so it cannot be told which one is the adapter. "
            + "Copy everything that `dotnet publish` made of the adapter, the .deps.json included.");
    }

    [Fact]
    public void BrokenDepsJson_IsRefused()
    {
        File.WriteAllText(Path.Combine(folder.Install("Layered"), "Fixture.Layered.deps.json"), "{ \"runtimeTarget\":");

        var reason = folder.LoadRefused().Reason;

        reason.ShouldStartWith("It cannot be loaded (");
        reason.ShouldEndWith("Copy its folder again, or install another version of it.");
    }

    private void Join(string name)
    {
        folder.Install("Throws", name);
        var target = Path.Combine(folder.Path, name);
        foreach (var file in Directory.EnumerateFiles(PluginTestFolder.Fixture("Layered")))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }
}
