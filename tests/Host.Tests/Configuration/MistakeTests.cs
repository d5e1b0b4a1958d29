namespace Connector.Host.Tests.Configuration;

public sealed class MistakeTests : IDisposable
{
    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    // keys and kinds
    [InlineData("store", "\"enabledd\": true", "stores.shop.enabledd", "unknown key", "“enabled”")]
    [InlineData("store", "\"stock\": { \"zzzzzzz\": 1 }", "stores.shop.stock.zzzzzzz", "unknown key", "known are warehouses, reserve")]
    [InlineData("store", "\"enabled\": true, \"enabled\": true", "stores.shop.enabled", "twice", "remove one")]
    [InlineData("store", "\"enabled\": \"true\"", "stores.shop.enabled", "expected true or false, found a text", "without quotes")]
    [InlineData("store", "\"enabled\": null", "stores.shop.enabled", "null is not allowed", "leave the key out")]
    [InlineData("store", "\"stock\": []", "stores.shop.stock", "expected an object", "{")]
    [InlineData("store", "\"options\": 5", "stores.shop.options", "expected an object", "{")]
    // stock
    [InlineData("store", "\"stock\": { \"warehouses\": [] }", "stores.shop.stock.warehouses", "empty", "all")]
    [InlineData("store", "\"stock\": { \"warehouses\": [1, 0] }", "stores.shop.stock.warehouses", "1 or more", "")]
    [InlineData("store", "\"stock\": { \"warehouses\": [1, 1] }", "stores.shop.stock.warehouses", "twice", "")]
    [InlineData("store", "\"stock\": { \"warehouses\": [1, \"2\"] }", "stores.shop.stock.warehouses[1]", "expected a whole number", "without quotes")]
    [InlineData("store", "\"stock\": { \"warehouses\": 1 }", "stores.shop.stock.warehouses", "expected a list", "[")]
    [InlineData("store", "\"stock\": { \"reserve\": \"substract\" }", "stores.shop.stock.reserve", "one of \"subtract\", \"ignore\"", "“subtract”")]
    [InlineData("store", "\"stock\": { \"fraction\": 1 }", "stores.shop.stock.fraction", "\"floor\", \"round\", \"keep\"", "")]
    [InlineData("store", "\"stock\": { \"buffer\": -1 }", "stores.shop.stock.buffer", "between 0 and", "")]
    [InlineData("store", "\"stock\": { \"max\": -0.5 }", "stores.shop.stock.max", "between 0 and", "")]
    [InlineData("store", "\"stock\": { \"overrides\": { \"A.1\": { \"bufer\": 1 } } }", "stores.shop.stock.overrides['A.1'].bufer", "unknown key", "“buffer”")]
    // match, guard, drift
    [InlineData("store", "\"match\": { \"aliases\": \"none.csv\" }", "stores.shop.match.aliases", "cannot be read", "crm,store")]
    [InlineData("store", "\"guard\": { \"maxZeroed\": \"130%\" }", "stores.shop.guard.maxZeroed", "no limit", "")]
    [InlineData("store", "\"guard\": { \"maxLowered\": -3 }", "stores.shop.guard.maxLowered", "no limit", "")]
    [InlineData("store", "\"guard\": { \"maxLowered\": \"many\" }", "stores.shop.guard.maxLowered", "no limit", "")]
    [InlineData("store", "\"guard\": { \"minItems\": 1.5 }", "stores.shop.guard.minItems", "whole number", "")]
    [InlineData("store", "\"drift\": { \"every\": \"15\" }", "stores.shop.drift.every", "duration", "")]
    [InlineData("store", "\"drift\": { \"every\": \"00:90:00\" }", "stores.shop.drift.every", "duration", "")]
    [InlineData("store", "\"drift\": { \"every\": \"00:00:01\" }", "stores.shop.drift.every", "between 00:01:00", "")]
    [InlineData("store", "\"drift\": { \"settle\": \"-00:10:00\" }", "stores.shop.drift.settle", "duration", "")]
    // accounts
    [InlineData("store", "\"account\": \"mian\"", "stores.shop.account", "no such account", "“main”")]
    [InlineData("account", "\"baseUrl\": \"ftp://keycrm\"", "accounts.main.baseUrl", "http://", "")]
    [InlineData("account", "\"baseUrl\": \"openapi.keycrm.app\"", "accounts.main.baseUrl", "whole address", "")]
    [InlineData("account", "\"baseUrl\": \"https://x.example/v1?a=b\"", "accounts.main.baseUrl", "query", "")]
    [InlineData("account", "\"requestsPerMinute\": 0", "accounts.main.requestsPerMinute", "between 1 and", "keyCRM allows 60")]
    [InlineData("account", "\"pollEvery\": \"00:00:10\"", "accounts.main.pollEvery", "between 00:01:00", "")]
    [InlineData("account", "\"webhook\": {}", "accounts.main.webhook.secret", "“secret” is missing", "")]
    [InlineData("account", "\"webhook\": { \"secret\": \"a/b/c/d/e\" }", "accounts.main.webhook.secret", "part of an address", "")]
    [InlineData("account", "\"webhook\": { \"secret\": [\"one-secret\", \"two-secret\", \"three-secret\"] }", "accounts.main.webhook.secret", "list of two", "")]
    [InlineData("account", "\"webhook\": { \"secret\": [\"one-secret\", \"one-secret\"] }", "accounts.main.webhook.secret", "the same", "")]
    [InlineData("account", "\"webhook\": { \"secret\": \"hook-secret\", \"mode\": \"Verify\" }", "accounts.main.webhook.mode", "\"verify\", \"trust\"", "“verify”")]
    // the rest
    [InlineData("root", "\"listen\": \"https://127.0.0.1:5080\"", "listen", "https", "reverse proxy")]
    [InlineData("root", "\"listen\": \"http://shop.example:80\"", "listen", "name", "IP address")]
    [InlineData("root", "\"listen\": \"http://127.0.0.1:5080/x\"", "listen", "no path", "")]
    [InlineData("root", "\"listen\": \"5080\"", "listen", "no address", "http://127.0.0.1:5080")]
    [InlineData("root", "\"webhookListen\": \"http://*:5080\"", "webhookListen", "already", "another port")]
    [InlineData("root", "\"listen\": \"http://*:5080\"", "listen", "neither a password nor a token", "CONNECTOR_API_TOKEN")]
    [InlineData("root", "\"listen\": \"http://192.168.1.5:5080\", \"api\": {}", "listen", "neither a password nor a token", "webhookListen")]
    [InlineData("root", "\"listen\": \"http://[::]:5080\", \"api\": { \"token\": null }", "listen", "neither a password nor a token", "127.0.0.1")]
    [InlineData("root", "\"listen\": \"http://*:5080\", \"api\": { \"token\": \"too-short\" }", "api.token", "16 to 256", "")]
    [InlineData("root", "\"api\": { \"token\": \"with space 0123456789\" }", "api.token", "sent in a header", "")]
    [InlineData("root", "\"state\": \"\"", "state", "minimum length", "ledger")]
    [InlineData("root", "\"include\": [\"stores/none.json\"]", "include[0]", "there is no file", "stores/*.json")]
    [InlineData("root", "\"include\": \"x\"", "include", "expected a list", "")]
    [InlineData("root", "\"defaults\": { \"stock\": { \"buffer\": true } }", "defaults.stock.buffer", "expected a number", "")]
    [InlineData("root", "\"defaults\": { \"stok\": {} }", "defaults.stok", "unknown key", "“stock”")]
    [InlineData("root", "\"state\": \"a\\u0000b\"", "state", "NUL", "")]
    // what is put in
    [InlineData("store", "\"options\": { \"a\": \"${NOT_SET}\" }", "stores.shop.options.a", "NOT_SET is not set", "${file:")]
    [InlineData("store", "\"options\": { \"a\": \"${EMPTY}\" }", "stores.shop.options.a", "EMPTY is empty", "")]
    [InlineData("store", "\"options\": { \"a\": \"${NOT CLOSED\" }", "stores.shop.options.a", "not closed", "$${")]
    [InlineData("store", "\"options\": { \"a\": \"${a-b}\" }", "stores.shop.options.a", "neither a variable nor a file", "$${")]
    [InlineData("store", "\"options\": { \"a\": \"${file:none.txt}\" }", "stores.shop.options.a", "cannot be read", "")]
    [InlineData("store", "\"enabled\": \"${EMPTY}\"", "stores.shop.enabled", "EMPTY is empty", "")]
    [InlineData("store", "\"enabled\": \"${SET}\"", "stores.shop.enabled", "what came out of ${SET}", "variables can stand in texts only")]
    public void Load_OneMistake_IsToldOnceWithPlaceFaultAndCure(string place, string text, string path, string fault, string cure)
    {
        folder.Set("EMPTY", "").Set("SET", "value-that-was-put-in").WriteMain(place switch
        {
            "store" => Samples.OneStore(store: text),
            "account" => Samples.OneStore(account: text),
            _ => Samples.OneStore(root: text),
        });

        var problem = folder.OnlyProblem();

        problem.File.ShouldBe(folder.Main);
        problem.Line.ShouldBe(place switch { "account" => 2, _ => 3 });
        problem.Path.ShouldBe(path);
        problem.Fault.ShouldContain(fault);
        problem.Cure.ShouldContain(cure);
        problem.ToString().ShouldNotContain("value-that-was-put-in");
        problem.ToString().ShouldStartWith($"{folder.Main}:{problem.Line}: {path}: ");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{ \"accounts\": {\n \"main\": { \"apiKey\": secret-word }\n} }", 2)]
    [InlineData("{\n \"a\": 1\n \"b\": 2 }", 3)]
    [InlineData("{} {}", 1)]
    public void Load_NotJson_SaysWhereAndShowsNothing(string text, int line)
    {
        var problem = folder.WriteMain(text).OnlyProblem();

        problem.Line.ShouldBe(line);
        problem.Fault.ShouldStartWith("this is not JSON");
        problem.Fault.ShouldNotContain("secret-word");
        problem.Fault.ShouldNotContain("LineNumber");
    }

    [Fact]
    public void Load_NoFile_SaysWhatWritesOne()
    {
        var problem = folder.OnlyProblem();

        problem.Line.ShouldBe(0);
        problem.Fault.ShouldBe("there is no such file");
        problem.Cure.ShouldContain("connector init");
    }

    [Fact]
    public void Load_OtherEncodings_AreNamed()
    {
        folder.Write("adapters.json", System.Text.Encoding.Unicode.GetPreamble()).OnlyProblem().Cure.ShouldContain("UTF-8");
        folder.Write("adapters.json", [.. "{ \"accounts\": { \"main\": { \"apiKey\": \"k\" } }, \"state\": \""u8, 0xC0, 0xFF, .. "\" }"u8]);
        folder.OnlyProblem().ShouldSatisfyAllConditions(problem => problem.Path.ShouldBe("state"), problem => problem.Fault.ShouldContain("UTF-8"));
    }

    [Theory]
    [InlineData("\"\"", "is required")]
    [InlineData("\"  \"", "is required")]
    [InlineData("\"' '\"", "empty")]
    [InlineData("\"кey-of-main\"", "Cyrillic")]
    [InlineData("5", "expected a text")]
    public void Load_KeyThatCanBeNone_IsRefused(string key, string fault)
    {
        folder.WriteMain($$"""{ "accounts": { "main": { "apiKey": {{key}} } } }""");

        folder.OnlyProblem().ShouldSatisfyAllConditions(problem => problem.Path.ShouldBe("accounts.main.apiKey"), problem => problem.Fault.ShouldContain(fault));
    }

    [Fact]
    public void Load_NoAccount_IsToldOnce()
    {
        folder.WriteMain("""{ "stores": { "a": { "adapter": "x" } } }""").OnlyProblem().Fault.ShouldBe("“accounts” is missing");
        folder.WriteMain("""{ "accounts": {}, "stores": { "a": { "adapter": "x" } } }""").OnlyProblem().Fault.ShouldContain("no account");
    }

    [Fact]
    public void Load_SeveralAccounts_MustBeChosenFrom()
    {
        folder.WriteMain("""{ "accounts": { "one": { "apiKey": "k1" }, "two": { "apiKey": "k2" } }, "stores": { "a": { "adapter": "x" } } }""");

        folder.OnlyProblem().Cure.ShouldBe("add one of \"account\": \"one\", \"account\": \"two\"");
    }

    [Fact]
    public void Load_SameKeyInTwoAccounts_IsRefused()
    {
        folder.WriteMain("""{ "accounts": { "one": { "apiKey": "k1" }, "two": { "apiKey": "Bearer k1" } } }""");

        folder.OnlyProblem().ShouldSatisfyAllConditions(
            problem => problem.Path.ShouldBe("accounts.two.apiKey"),
            problem => problem.Fault.ShouldContain("“one” has the same API key"));
    }

    [Theory]
    [InlineData("shop ua")]
    [InlineData("shop/ua")]
    [InlineData("магазин")]
    [InlineData("..")]
    [InlineData("")]
    public void Load_NamesThatAreNone_AreRefused(string name)
    {
        folder.WriteMain($$"""{ "accounts": { "{{name}}": { "apiKey": "k" } }, "stores": { "{{name}}": { "adapter": "x" } } }""");

        folder.Problems().Count.ShouldBe(2);
        folder.Problems().ShouldAllBe(problem => problem.Fault.Contains("cannot be"));
    }

    [Fact]
    public void Load_OneNameInTwoFiles_NamesBothPlaces()
    {
        folder.WriteMain(Samples.OneStore(root: "\"include\": [\"*/*.json\"]")).Write("a/Shop.json", "\n{ \"adapter\": \"x\" }");

        folder.OnlyProblem().ShouldSatisfyAllConditions(
            problem => problem.File.ShouldBe(folder.At("a/Shop.json")),
            problem => problem.Line.ShouldBe(2),
            problem => problem.Fault.ShouldContain($"{folder.Main}, line 3"));
    }

    [Fact]
    public void Load_MistakesInAllFiles_AreAllToldInOrder()
    {
        folder.WriteMain(Samples.OneStore("\"match\": { \"aliases\": \"a.csv\" }, \"x\": 1", "\"y\": 1", "\"include\": [\"s/*.json\"], \"defaults\": { \"guard\": { \"z\": 1 } }"))
            .Write("s/broken.json", "{\n\n\"adapter\" }")
            .Write("s/wrong.json", "{\n\"adapter\": 1\n}")
            .Write("a.csv", "crm,store\nA,B\n,C\nA,D\nE\n\"F,G\n");

        folder.Problems().Select(problem => (Path.GetRelativePath(folder.Root, problem.File), problem.Line)).ShouldBe(
            [("a.csv", 3), ("a.csv", 4), ("a.csv", 5), ("a.csv", 6), ("adapters.json", 2), ("adapters.json", 3), ("adapters.json", 3), ("s/broken.json", 3), ("s/wrong.json", 2)]);
    }

    [Theory]
    [InlineData("", "columns crm and store")]
    [InlineData("sku,store\na,b\n", "columns crm and store")]
    public void Load_AliasesWithoutHeader_AreRefused(string csv, string fault) =>
        folder.WriteMain(Samples.OneStore("\"match\": { \"aliases\": \"a.csv\" }")).Write("a.csv", csv).OnlyProblem().Fault.ShouldContain(fault);

    [Fact]
    public void Load_AliasesInAnotherEncoding_AreRefused() =>
        folder.WriteMain(Samples.OneStore("\"match\": { \"aliases\": \"a.csv\" }")).Write("a.csv", [.. "crm,store\n"u8, 0xCA, 0xC0, .. ",b\n"u8])
            .OnlyProblem().Cure.ShouldContain("UTF-8");
}
