namespace Connector.Host.Tests.Plugins;

/// <summary>The plug-in fits, but what it names cannot be used.</summary>
public sealed class PluginFactoryTests : IDisposable
{
    private readonly PluginTestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("NotAFactory", "Fixture.FixtureOptions is not an adapter factory", "derive it from StoreAdapterFactory<TOptions>")]
    [InlineData("NotPublic", "Fixture.Factory cannot be made by the connector", "make it a public class, not abstract, with a public constructor without parameters")]
    [InlineData("Abstract", "Fixture.Factory cannot be made by the connector", "make it a public class, not abstract, with a public constructor without parameters")]
    [InlineData("NeedsArgument", "Fixture.Factory cannot be made by the connector", "make it a public class, not abstract, with a public constructor without parameters")]
    [InlineData("Throws", "Fixture.Factory failed in its constructor (InvalidOperationException: no licence found)", "leave all work to Create")]
    [InlineData("BadName", "Fixture.Factory calls its adapter \"My Shop\"", "use lower-case letters, digits and -, beginning with a letter or digit, at most 64")]
    public void FaultyFactory_IsRefused(string fixture, string cause, string cure)
    {
        folder.Install(fixture);

        folder.LoadRefused().Reason.ShouldBe($"Its factory {cause}. This is for its author to correct: {cure}. Until then, install another version of it.");
    }

    [Fact]
    public void FactoryWhoseNameThrows_IsRefused()
    {
        folder.Install("NameThrows");

        folder.LoadRefused().Reason.ShouldBe(
            "It cannot be loaded (InvalidOperationException: no name today). Copy its folder again, or install another version of it.");
    }

    [Fact]
    public void TwoFactoriesOfOneName_AreRefused()
    {
        folder.Install("NameTwice");

        folder.LoadRefused().Reason.ShouldBe("It names the adapter \"faulty\" twice. Its author must give each factory another name.");
    }
}
