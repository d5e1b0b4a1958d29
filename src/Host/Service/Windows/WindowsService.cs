using System.Runtime.Versioning;
using System.ServiceProcess;
using Connector.Host.Cli;

namespace Connector.Host.Service.Windows;

/// <summary>A command line as a Windows service: it is stopped as Ctrl+C stops it, and what it says goes to the event log.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsService : ServiceBase
{
    private readonly string[] arguments;
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    /// <summary>A service that has not begun.</summary>
    public WindowsService(string[] arguments)
    {
        this.arguments = arguments;
        ServiceName = EventLogWriter.Source;
        CanShutdown = true;
    }

    /// <inheritdoc />
    protected override void OnStart(string[] args) => running = Task.Run(RunAsync);

    /// <inheritdoc />
    protected override void OnShutdown() => OnStop();

    /// <inheritdoc />
    protected override void OnStop()
    {
        RequestAdditionalTime((int)ConnectorService.MostToStop.TotalMilliseconds);
        stop.Cancel();
        running.Wait(ConnectorService.MostToStop);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stop.Dispose();
        base.Dispose(disposing);
    }

    // A service that ends by itself has failed: Windows then starts it anew, as it was told to.
    private async Task RunAsync()
    {
        await using var said = new EventLogWriter();
        using var terminal = new Terminal(TextWriter.Null, isOutputPiped: true, said, isErrorPiped: true);
        var code = await CommandLine.RunAsync(arguments, terminal, stop.Token).ConfigureAwait(false);
        if (!stop.IsCancellationRequested)
            Environment.Exit(code == Cli.ExitCode.Done ? Cli.ExitCode.Unexpected : code);
    }
}
