using Connector.Host.Configuration;
using CsCheck;

namespace Connector.Host.Tests.Configuration;

public sealed class MisspellingTests
{
    // The keys that mean something, as the full sample writes them; names of accounts, stores and SKUs are the user's own.
    private static readonly string[] Known =
    [
        "accounts", "apiKey", "baseUrl", "requestsPerMinute", "pollEvery", "webhook", "secret", "mode", "defaults", "stock", "buffer", "max",
        "overrides", "match", "trim", "guard", "maxZeroed", "drift", "policy", "stores", "adapter", "account", "enabled", "options", "url", "token",
        "pageSize", "warehouses", "reserve", "fraction", "whenMissing", "ignoreCase", "duplicates", "aliases", "maxLowered", "minItems", "every", "settle",
        "include", "plugins", "state", "listen", "webhookListen", "api", "feeds", "file",
        "alerts", "downAfter", "failuresParked", "noWebhookFor", "oldestReading", "diskFree", "telegram", "botToken", "chatId", "email", "host", "port",
        "security", "user", "password", "from",
    ];

    private static readonly Gen<(string Key, int Index, char Letter, int Kind, int Occurrence)> Slips =
        Gen.Select(Gen.OneOf(Known), Gen.Int[0, 30], Gen.Char['a', 'z'], Gen.Int[0, 3], Gen.Int[0, 4]);

    [Fact]
    public void Load_AnyKeyMisspeltByOneLetter_IsOneProblemThatNamesTheRightKey() => Slips.Sample(
        slip =>
        {
            var wrong = Misspell(slip.Key, slip.Index % slip.Key.Length, slip.Letter, slip.Kind);
            if (wrong.Length == 0 || Known.Contains(wrong))
                return;
            using var folder = Samples.FullFolder();
            var places = Places(Samples.Full, slip.Key);
            var at = places[slip.Occurrence % places.Count];
            folder.WriteMain(Samples.Full[..at] + $"\"{wrong}\":" + Samples.Full[(at + slip.Key.Length + 3)..]);

            var problem = Mistakes(folder).ShouldHaveSingleItem($"{slip.Key} written as {wrong}");

            problem.File.ShouldBe(folder.Main);
            problem.Line.ShouldBe(Samples.Full[..at].Count(letter => letter == '\n') + 1);
            problem.Path.ShouldEndWith(wrong);
            problem.Fault.ShouldBe("unknown key");
            problem.Cure.ShouldBe($"did you mean “{slip.Key}”?");
        },
        iter: 1000,
        threads: 1);

    [Fact]
    public void Load_RandomDamage_NeverThrowsAnythingElse() => Gen.Select(Gen.Int[0, Samples.Full.Length - 1], Gen.Int[0, 40], Gen.String[Gen.Char["{}[]\",:$0aé\uD83D\uDE00\uDFFF "], 0, 6]).Sample(
        damage =>
        {
            using var folder = Samples.FullFolder();
            var (at, length, put) = damage;
            folder.WriteMain(Samples.Full[..at] + put + Samples.Full[Math.Min(Samples.Full.Length, at + length)..]);
            Mistakes(folder).ShouldAllBe(problem => problem.Line > 0 && problem.Path.Length > 0 && problem.Fault.Length > 0);
        },
        iter: 700,
        threads: 1);

    [Fact]
    public void Load_RandomJson_NeverThrowsAnythingElse() => RandomJson(4).Sample(
        text =>
        {
            using var folder = new ConfigurationFolder();
            folder.WriteMain(text);
            Mistakes(folder).ShouldAllBe(problem => problem.Line > 0);
        },
        iter: 700,
        threads: 1);

    [Fact]
    public void Load_RandomBytes_NeverThrowsAnythingElse() => Gen.Byte.Array[0, 60].Sample(
        bytes =>
        {
            using var folder = new ConfigurationFolder();
            folder.Write("adapters.json", bytes).Problems().ShouldNotBeEmpty();
        },
        iter: 1000,
        threads: 1);

    // The second step too: options are bound when the adapters have been found.
    private static IReadOnlyList<ConfigurationProblem> Mistakes(ConfigurationFolder folder)
    {
        try
        {
            var problems = new ProblemList();
            var configuration = folder.Load();
            foreach (var store in configuration.Stores)
                StoreOptions.Bind(store, new Dictionary<string, Type> { ["acme"] = typeof(AcmeOptions) }, problems, configuration.Secrets);
            return problems.Sorted();
        }
        catch (ConfigurationException exception)
        {
            return exception.Problems;
        }
    }

    private static string Misspell(string key, int index, char letter, int kind) => kind switch
    {
        0 => key.Remove(index, 1),
        1 => key.Insert(index, letter.ToString()),
        2 => key.Remove(index, 1).Insert(index, letter.ToString()),
        _ when index + 1 < key.Length => key[..index] + key[index + 1] + key[index] + key[(index + 2)..],
        _ => key + letter,
    };

    private static List<int> Places(string text, string key)
    {
        var places = new List<int>();
        for (var at = text.IndexOf($"\"{key}\":", StringComparison.Ordinal); at >= 0; at = text.IndexOf($"\"{key}\":", at + 1, StringComparison.Ordinal))
            places.Add(at);
        return places;
    }

    private static Gen<string> RandomJson(int depth)
    {
        var key = Gen.OneOf([.. Known, "shop", "main", "x"]);
        var scalar = Gen.OneOf("null", "true", "1", "-1e400", "1.5", "\"\"", "\"${X}\"", "\"30%\"", "\"00:15:00\"", "\"acme\"", "\"http://h\"", "\"sub/*\"", "\"\\ud800\"");
        if (depth == 0)
            return scalar;
        var value = Gen.Frequency((2, scalar), (3, RandomJson(depth - 1)));
        var members = Gen.Select(key, value, (name, text) => $"\"{name}\": {text}").List[0, 5].Select(list => "{" + string.Join(",\n", list) + "}");
        var items = value.List[0, 3].Select(list => "[" + string.Join(", ", list) + "]");
        return Gen.Frequency((6, members), (1, items), (1, scalar));
    }
}
