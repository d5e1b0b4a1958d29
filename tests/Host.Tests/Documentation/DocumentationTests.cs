using System.CommandLine;
using System.Text.RegularExpressions;
using Connector.Core.Stock;
using Connector.Host.Cli;
using Connector.Host.Tests.Configuration;

namespace Connector.Host.Tests.Documentation;

/// <summary>What the documents say is what the program does.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Documentation");

    [Fact]
    public void Links_LeadSomewhere()
    {
        var files = Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories).ToList();
        var broken = from file in files
                     from Match link in Link().Matches(File.ReadAllText(file))
                     let target = link.Groups[1].Value.Split('#')[0]
                     where target.EndsWith(".md", StringComparison.Ordinal) && !target.Contains("samples/", StringComparison.Ordinal)
                     where !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, target))
                     select $"{Path.GetRelativePath(Root, file)}: {target}";

        files.Count.ShouldBeGreaterThan(15);
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Index_NamesEveryPage()
    {
        var docs = Path.Combine(Root, "docs");
        var index = File.ReadAllText(Path.Combine(docs, "README.md"));
        // The Ukrainian pages have an index of their own.
        var ukrainian = Regex.Matches(File.ReadAllText(Path.Combine(docs, "uk", "README.md")), @"\(([\w/-]+\.md)\)").Select(match => "uk/" + match.Groups[1].Value).ToHashSet();

        Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(docs, file).Replace('\\', '/'))
            .Where(page => page != "README.md" && !index.Contains($"({page})", StringComparison.Ordinal) && !ukrainian.Contains(page))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Commands_DescribeEveryVerbWithItsOptions()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "commands.md"));
        var sections = page.Split("\n## ");

        foreach (var type in typeof(CommandLine).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IVerb))))
        {
            var command = ((IVerb)Activator.CreateInstance(type)!).Define();
            var section = sections.FirstOrDefault(one => Regex.IsMatch(one.Split('\n')[0], $"`{command.Name}[ `]"));
            section.ShouldNotBeNull($"no section of docs/commands.md is about {command.Name}");
            foreach (Option option in command.Options)
                section.ShouldContain(option.Name, Case.Sensitive, $"{command.Name} {option.Name}");
        }
    }

    [Theory]
    [InlineData("An offer with 7 pieces", 7, 2, 3, 0)]
    [InlineData("An offer sold by weight", 2.75, 0, 0, 0)]
    public void Rules_Examples_AreWhatTheRuleMakes(string heading, double first, double firstReserve, double second, double secondReserve)
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "rules.md"));
        var table = page[page.IndexOf(heading, StringComparison.Ordinal)..].Split("\n\n")[1];
        var level = new Level
        {
            Offer = 1,
            Sku = "A",
            Quantity = (decimal)(first + second),
            Reserve = (decimal)(firstReserve + secondReserve),
            Warehouses = [new WarehouseLevel(1, (decimal)first, (decimal)firstReserve), new WarehouseLevel(4, (decimal)second, (decimal)secondReserve)],
            Observation = new Observation(1, DateTimeOffset.UnixEpoch),
        };

        var examples = Example().Matches(table);
        examples.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (Match example in examples)
            new StockCalculator(RuleOf(example.Groups[1].Value), sku => sku).Explain(level, "A").ShouldBe(example.Groups[2].Value);
    }

    private static StockRule RuleOf(string json)
    {
        using var folder = new ConfigurationFolder();
        return folder.WriteMain(Samples.OneStore(store: $"\"stock\": {json}")).Load().Stores.Single().Stock;
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| `(\{.*?\})`[^|]*\| `(.*)` \|$", RegexOptions.Multiline)]
    private static partial Regex Example();
}
