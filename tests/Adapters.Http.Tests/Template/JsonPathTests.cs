using System.Text.Json;
using Connector.Adapters.Http.Template.Paths;

namespace Connector.Adapters.Http.Tests.Template;

public sealed class JsonPathTests
{
    private const string Answer = """{"a":{"b":[{"c":1},{"c":2,"d":[3,4]},{"c":null}],"x.y":"dot","m":{"k1":10,"k2":20},"":"none","~":"t","p/q":"slash"},"empty":[]}""";

    [Theory]
    [InlineData("$.a.b[0].c", "1")]
    [InlineData("$.a.b[-1].c", "null")]
    [InlineData("$.a.b[1].d[-1]", "4")]
    [InlineData("$['a']['x.y']", "\"dot\"")]
    [InlineData("$.a[\"x.y\"]", "\"dot\"")]
    [InlineData("/a/b/1/d/0", "3")]
    [InlineData("/a/p~1q", "\"slash\"")]
    [InlineData("/a/~0", "\"t\"")]
    [InlineData("/a/", "\"none\"")]
    [InlineData("$.empty", "[]")]
    [InlineData("$.a.b[9]", null)]
    [InlineData("$.a.b[-4]", null)]
    [InlineData("$.a.b.c", null)]
    [InlineData("$.A", null)]
    [InlineData("/a/b/01", null)]
    [InlineData("$.a.b[1].d[0].e", null)]
    public void TryFind_leads_to_one_place_or_nowhere(string path, string? expected)
    {
        using var json = JsonDocument.Parse(Answer);
        var isThere = Parse(path).TryFind(PathMatch.Of(json.RootElement), out var found);
        isThere.ShouldBe(expected is not null);
        if (isThere)
            found.GetRawText().ShouldBe(expected);
    }

    [Theory]
    [InlineData("$.a.b[*]", 3, 3)]
    [InlineData("$.a.b", 3, 3)]
    [InlineData("/a/b", 3, 3)]
    [InlineData("$.a.m.*", 2, 2)]
    [InlineData("$.empty[*]", 0, 0)]
    [InlineData("$.empty.*", 0, 0)]
    [InlineData("$.a.m", 1, 1)]
    public void FindAll_counts_what_the_first_wildcard_gives(string path, int matches, int outer)
    {
        using var json = JsonDocument.Parse(Answer);
        var found = Parse(path).FindAll(json.RootElement);
        found.All.Count.ShouldBe(matches);
        found.Outer.ShouldBe(outer);
    }

    [Fact]
    public void FindAll_of_two_wildcards_knows_what_each_place_stands_in()
    {
        using var json = JsonDocument.Parse("""[{"id":1,"v":[{"x":1},{"x":2}]},{"id":2,"v":[]},{"id":3,"v":{"x":3}}]""");
        var found = Should.Throw<PathMissingException>(() => Parse("$[*].v[*]").FindAll(json.RootElement));
        found.Message.ShouldContain("a list is expected");

        using var good = JsonDocument.Parse("""[{"id":1,"v":[{"x":1},{"x":2}]},{"id":2,"v":[]}]""");
        var matches = Parse("$[*].v[*]").FindAll(good.RootElement);
        matches.Outer.ShouldBe(2);
        matches.All.ShouldAllBe(match => match.Enclosing.GetProperty("id").GetInt32() == 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("$a")]
    [InlineData("$.")]
    [InlineData("$..a")]
    [InlineData("$.a[")]
    [InlineData("$.a['b]")]
    [InlineData("$.a[1:2]")]
    [InlineData("$.a[?(@.b)]")]
    [InlineData("$.a[(@.length-1)]")]
    [InlineData("$.a b")]
    [InlineData("$.length()")]
    [InlineData("@key.x")]
    [InlineData("/a~b")]
    [InlineData("/a~2")]
    public void Parse_refuses_what_it_does_not_know(string path)
    {
        JsonPathParser.Parse(path, out var fault).ShouldBeNull();
        fault.ShouldNotBeNullOrEmpty();
    }

    private static JsonPath Parse(string path)
    {
        var parsed = JsonPathParser.Parse(path, out var fault);
        fault.ShouldBeNull();
        return parsed!;
    }
}
