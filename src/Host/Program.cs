using System.Globalization;
using System.ServiceProcess;
using Connector.Host.Cli;
using Connector.Host.Service.Windows;
using Microsoft.Extensions.Hosting.WindowsServices;

// What is printed for people and machines alike does not depend on the server's language.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (OperatingSystem.IsWindows() && WindowsServiceHelpers.IsWindowsService())
{
    using var service = new WindowsService(args);
    ServiceBase.Run(service);
    return service.ExitCode;
}

using var terminal = Terminal.OfProcess();
return await CommandLine.RunAsync(args, terminal);
