using Connector.Bench.Inboxes;
using Connector.Bench.Live;
using Connector.Bench.Measuring;
using Connector.Bench.Pages;
using Connector.Bench.Planning;
using Connector.Bench.Scanning;
using Connector.Bench.Shops;
using Connector.Bench.Storing;
using Connector.Bench.Writes;

// Without a name a measurement is one that this program started in a process of its own.
if (args is [ChildProcess.Verb, var kind, .. var rest])
    return await PlanningChild.RunAsync(kind, rest);

var benchmarks = new (string Name, Func<Task<IReadOnlyList<Table>>> Run)[]
{
    ("writes", WritesBenchmark.RunAsync),
    ("planning", PlanningBenchmark.RunAsync),
    ("snapshot", ScanBenchmark.RunAsync),
    ("ledger", StoringBenchmark.RunAsync),
    ("shops", ShopsBenchmark.RunAsync),
    ("live", LiveBenchmark.RunAsync),
    ("inbox", InboxBenchmark.RunAsync),
    ("pages", PagesBenchmark.RunAsync),
};
var chosen = args switch
{
    ["all"] => benchmarks,
    [var name] => benchmarks.Where(benchmark => benchmark.Name == name).ToArray(),
    _ => [],
};
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project bench -- all|{string.Join('|', benchmarks.Select(benchmark => benchmark.Name))}");
    return 2;
}

Console.WriteLine(Machine.Describe());
foreach (var (name, run) in chosen)
{
    Console.Error.WriteLine($"Measuring {name}…");
    var text = string.Join("\n", (await run()).Select(table => table.ToMarkdown()));
    Console.WriteLine();
    Console.Write(text);
    ResultsPage.Put(name, $"{Machine.Describe()}\n\n{text}");
}

return 0;
