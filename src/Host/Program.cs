using System.Globalization;
using Connector.Host.Cli;

// What is printed for people and machines alike does not depend on the server's language.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var terminal = Terminal.OfProcess();
return await CommandLine.RunAsync(args, terminal);
