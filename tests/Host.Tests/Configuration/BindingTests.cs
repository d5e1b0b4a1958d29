using System.ComponentModel.DataAnnotations;
using System.Text;
using Connector.Abstractions;
using Connector.Host.Configuration;
using Connector.Host.Configuration.Binding;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Tests.Configuration;

public sealed class BindingTests
{
    private readonly ProblemList problems = new();
    private readonly SecretSet secrets = new();

    [Fact]
    public void Bind_EveryKindOfProperty_IsRead()
    {
        var options = Bind<AcmeOptions>("""
            {
              "url": "https://shop.example", "token": "top-secret", "pageSize": 7, "timeout": "00:00:05.5", "kind": "mega_shop", "secure": false,
              "factor": 1.25, "shopId": 9007199254740993, "proxy": "http://proxy:8080", "roll-up": { "name": "a", "inner": { "name": "b" } },
              "parts": [ { "name": "c", "weight": 9 } ], "headers": { "X-A": "1" }, "tags": ["x", "y"], "ids": [1, 2, 2], "template": { "a": [1.10, null] }
            }
            """);

        problems.Sorted().ShouldBeEmpty();
        options.ShouldNotBeNull();
        options.Url.ShouldBe("https://shop.example");
        options.Timeout.ShouldBe(TimeSpan.FromSeconds(5.5));
        options.Kind.ShouldBe(AcmeKind.MegaShop);
        options.Secure.ShouldBeFalse();
        options.Factor.ShouldBe(1.25m);
        options.ShopId.ShouldBe(9007199254740993);
        options.Proxy.ShouldBe(new Uri("http://proxy:8080"));
        options.Part.Inner!.Name.ShouldBe("b");
        options.Parts.Single().Weight.ShouldBe(9);
        options.Headers["X-A"].ShouldBe("1");
        options.Tags.ShouldBe(["x", "y"]);
        options.Ids.ShouldBe([1, 2], ignoreOrder: true);
        options.Template.GetRawText().ShouldBe("""{"a":[1.10,null]}""");
        secrets.Values.ShouldBe(["top-secret"]);
    }

    [Theory]
    [InlineData("\"pageSize\": 101", "options.pageSize", "between 1 and 100")]
    [InlineData("\"pageSize\": 13", "options.pageSize", "13 is unlucky")]
    [InlineData("\"pageSize\": 99999999999", "options.pageSize", "whole number")]
    [InlineData("\"timeout\": \"00:10:00\"", "options.timeout", "between 00:00:01 and 00:05:00")]
    [InlineData("\"timeout\": 30", "options.timeout", "duration")]
    [InlineData("\"prefix\": \"A-\"", "options.prefix", "regular expression")]
    [InlineData("\"column\": \"model\"", "options.column", "one of \"auto\", \"sku\"")]
    [InlineData("\"kind\": \"megaShop\"", "options.kind", "one of \"plainShop\", \"mega_shop\"")]
    [InlineData("\"kind\": 1", "options.kind", "one of \"plainShop\", \"mega_shop\"")]
    [InlineData("\"proxy\": \"/a\"", "options.proxy", "whole address")]
    [InlineData("\"seen\": 1", "options.seen", "unknown key")]
    [InlineData("\"part\": {}", "options.part", "unknown key")]
    [InlineData("\"roll-up\": {}", "options.roll-up.name", "missing")]
    [InlineData("\"roll-up\": { \"name\": \"\" }", "options.roll-up.name", "required")]
    [InlineData("\"parts\": [ { \"name\": \"a\" }, { \"name\": \"b\", \"weight\": 10 } ]", "options.parts[1].weight", "between 0 and 9")]
    [InlineData("\"parts\": [ null ]", "options.parts[0]", "null")]
    [InlineData("\"headers\": { \"X-A\": 1 }", "options.headers.X-A", "text in quotes")]
    [InlineData("\"headers\": []", "options.headers", "object")]
    [InlineData("\"tags\": {}", "options.tags", "list")]
    [InlineData("\"ids\": [\"1\"]", "options.ids[0]", "whole number")]
    [InlineData("\"prefix\": null", "options.prefix", "null")]
    public void Bind_OneMistake_IsToldAtItsKey(string text, string path, string fault)
    {
        Bind<AcmeOptions>("{ \"url\": \"https://shop.example\", \"token\": \"top-secret\",\n" + text + "}").ShouldBeNull();

        var problem = problems.Sorted().ShouldHaveSingleItem();
        problem.Path.ShouldBe(path);
        problem.Line.ShouldBe(2);
        problem.Fault.ShouldContain(fault);
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("http://")]
    [InlineData("ftp://shop.example")]
    [InlineData("file:///etc/passwd")]
    public void Bind_AddressThatIsNone_IsTold(string url)
    {
        Bind<AcmeOptions>($"{{ \"token\": \"t\", \"url\": \"{url}\" }}").ShouldBeNull();

        problems.Sorted().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.Path.ShouldBe("options.url"),
            problem => problem.Fault.ShouldContain("http://"),
            problem => problem.Cure.ShouldBe("The shop's address."));
    }

    [Fact]
    public void Bind_NothingGiven_NamesWhatIsRequiredAndWhatItIs()
    {
        Bind<AcmeOptions>("{}").ShouldBeNull();

        problems.Sorted().Select(problem => (problem.Path, problem.Cure)).ShouldBe([("options.token", "add it"), ("options.url", "add it: The shop's address.")]);
    }

    [Fact]
    public void Bind_ClassThatCannotBeMade_IsItsAuthorsMistake()
    {
        Bind<NoConstructor>("{ \"name\": \"x\" }").ShouldBeNull();
        Bind<Throwing>("{ \"value\": 1, \"other\": 2 }").ShouldBeNull();
        Bind<ThrowingCheck>("{ }").ShouldBeNull();

        problems.Sorted().Count.ShouldBe(3);
        problems.Sorted().ShouldAllBe(problem => problem.Fault.Contains("adapter") || problem.Cure.Contains("adapter"));
    }

    [Fact]
    public void StoreOptionsBind_UnknownAdapter_NamesTheNearest()
    {
        using var folder = new ConfigurationFolder();
        var store = folder.WriteMain(Samples.OneStore().Replace("acme", "acne")).Load().Stores.Single();

        StoreOptions.Bind(store, new Dictionary<string, Type> { ["acme"] = typeof(AcmeOptions), ["sql"] = typeof(AcmePart) }, problems, secrets).ShouldBeNull();

        problems.Sorted().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            problem => problem.Path.ShouldBe("stores.shop.adapter"),
            problem => problem.Fault.ShouldBe("there is no such adapter"),
            problem => problem.Cure.ShouldBe("did you mean “acme”?"));
    }

    [Fact]
    public void StoreOptionsCheckFeatures_FractionsKeptWhereNoneAreTaken_IsToldAtTheKey()
    {
        using var folder = new ConfigurationFolder();
        var store = folder.WriteMain(Samples.OneStore("\"stock\": { \"overrides\": { \"A\": { \"fraction\": \"keep\" } } }", root: "\"defaults\": {\n\"stock\": { \"fraction\": \"keep\" } }"))
            .Load().Stores.Single();

        StoreOptions.CheckFeatures(store, StoreFeatures.FractionalQuantities, problems);
        problems.Count.ShouldBe(0);
        StoreOptions.CheckFeatures(store, StoreFeatures.Variants, problems);

        problems.Sorted().Select(problem => (problem.Line, problem.Path)).ShouldBe([(3, "stores.shop.stock.overrides.A.fraction"), (4, "defaults.stock.fraction")]);
    }

    private T? Bind<T>(string json)
        where T : class
    {
        var parser = new LocatedParser(problems, new Interpolator(new ProcessEnvironment(), problems, secrets));
        var root = parser.Parse(Encoding.UTF8.GetBytes("{ \"options\": " + json + "}"), "/x/adapters.json");
        return OptionsBinder.Bind<T>(root.ShouldNotBeNull().Find("options")!, problems, secrets);
    }

    public sealed class NoConstructor(string name)
    {
        public string Name { get; } = name;
    }

    public sealed class Throwing
    {
        public int Value
        {
            get => Other;
            set => throw new FormatException($"refused {value} {Other}");
        }

        public int Other { get; set; }
    }

    public sealed class ThrowingCheck : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => throw new FormatException();
    }
}
