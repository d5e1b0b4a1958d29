#:project ../src/Emulators/Emulators.csproj
#:property JsonSerializerIsReflectionEnabledByDefault=true

// An emulated keyCRM account on this machine: dotnet run samples/keycrm-emulator.cs -- [OFFERS [PORT [REQUESTS-PER-MINUTE]]]
// It then takes commands from standard input; “help” lists them. See docs/emulators.md.
using System.Globalization;
using Connector.Emulators.KeyCrm;

var numbers = args.Select(static arg => int.Parse(arg, CultureInfo.InvariantCulture)).ToArray();
var options = new KeyCrmEmulatorOptions
{
    Port = numbers.ElementAtOrDefault(1),
    RequestsPerMinute = numbers.Length > 2 ? numbers[2] : 60,
};

await using var emulator = await KeyCrmEmulator.StartAsync(options, CancellationToken.None);
emulator.SeedCatalogue(numbers.Length > 0 ? numbers[0] : 5000);
Console.WriteLine($"baseUrl  {emulator.BaseUrl}");
Console.WriteLine($"apiKey   {emulator.ApiKey}");
Console.WriteLine($"offers   {emulator.Catalogue.Count}; type “help” for commands, “quit” to stop");
await new KeyCrmConsole(emulator, Console.In, Console.Out).RunAsync(CancellationToken.None);
