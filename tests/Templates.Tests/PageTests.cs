using System.Text.RegularExpressions;

namespace Connector.Templates.Tests;

/// <summary>The page "Write an adapter" builds as it stands.</summary>
public sealed partial class PageTests(TemplateFixture fixture) : IClassFixture<TemplateFixture>
{
    [Fact]
    public async Task The_code_of_the_page_builds_in_a_new_project()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "write-an-adapter.md"), TestContext.Current.CancellationToken);
        await fixture.DotnetAsync(fixture.Work, "new", "connector-adapter", "--name", "AcmeShop");
        string project = Path.Combine(fixture.Work, "AcmeShop");
        File.Delete(Path.Combine(project, "AcmeShop", "Item.cs"));
        File.Delete(Path.Combine(project, "AcmeShop", "ItemFile.cs"));
        MatchCollection files = Code().Matches(page);
        files.Count.ShouldBe(2);
        foreach (Match file in files)
            await File.WriteAllTextAsync(Path.Combine(project, file.Groups["path"].Value), file.Groups["code"].Value, TestContext.Current.CancellationToken);

        (await fixture.DotnetAsync(project, "build", "AcmeShop", "-nodeReuse:false")).ShouldContain("0 Error(s)");
    }

    [Fact]
    public void The_template_and_the_page_name_the_version_that_is_packed() =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "write-an-adapter.md"))
            .ShouldContain($"Connector.Templates.{TemplateFixture.Metadata("Version")}.nupkg");

    [GeneratedRegex("`(?<path>AcmeShop/[A-Za-z]+\\.cs)`:\n\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
