using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Connector.Testing;

/// <summary>
/// A database server of this process alone: data in a temporary folder, a free port on 127.0.0.1, ended with this process
/// however that ends.
/// </summary>
internal static class PrivateServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // The shell waits at a pipe that this process holds. The pipe closes when the process ends, even by SIGKILL; then the
    // server is ended and its folder removed.
    private const string Watchdog =
        """
        trap ':' HUP INT TERM
        folder=$1; signal=$2; shift 2
        exec 3<&0 2>/dev/null
        "$@" </dev/null >"$folder/log" 2>&1 3<&- &
        server=$!
        ( cat <&3 >/dev/null; : >"$folder/stopping"; kill -s "$signal" "$server" 2>/dev/null ) &
        while kill -0 "$server" 2>/dev/null; do wait "$server"; done
        if [ -e "$folder/stopping" ]; then rm -rf "$folder"; fi
        """;

    /// <summary>Finds a program of a server.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, with what to do about it.</exception>
    public static string Binary(string[] names, string[] folders, string product, string variable, string package)
    {
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return (from folder in folders.Concat(path) from name in names select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"These tests need a real {product}, and there is none: {variable} is not set, no Docker engine answers, and "
                + $"{names[0]} is not installed. Run ./test, which installs it, or: apt-get install {package}");
    }

    /// <summary>Installs and starts a server and waits until it takes connections.</summary>
    /// <returns>The connection string that works.</returns>
    public static async Task<string> StartAsync(
        string product,
        string stopSignal,
        Func<string, string[]> install,
        Func<string, int, string[]> serve,
        Func<int, string> connectionString,
        Func<string, Task> connect,
        string? owner = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            string folder = new TempFolder().Path;
            string temporary = MakeTemporaryFolder(folder);
            if (owner is not null)
                await RunAsync(temporary, "chown", owner, folder);
            await RunAsync(temporary, install(folder));

            int port = FreePort();
            Process watchdog = Start(temporary, "/bin/sh", ["-c", Watchdog, "watchdog", folder, stopSignal, .. serve(folder, port)], input: true);
            void End(object? sender, EventArgs e) => Close(watchdog);
            AppDomain.CurrentDomain.ProcessExit += End;

            string ready = connectionString(port);
            Exception? failure = await WaitAsync(() => connect(ready), () => watchdog.HasExited);
            if (failure is null)
                return ready;

            string log = File.Exists(Path.Combine(folder, "log")) ? await File.ReadAllTextAsync(Path.Combine(folder, "log")) : "";
            AppDomain.CurrentDomain.ProcessExit -= End;
            Close(watchdog);
            // Another process may have taken the free port in between.
            if (attempt == 3)
                throw new InvalidOperationException($"A private {product} did not start: {failure.Message}\n{log}", failure);
        }
    }

    private static async Task<Exception?> WaitAsync(Func<Task> connect, Func<bool> hasEnded)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await connect();
                return null;
            }
            catch (Exception exception) when (exception is DbException or SocketException or TimeoutException)
            {
                if (hasEnded() || Stopwatch.GetElapsedTime(started) > Patience)
                    return exception;
                await Task.Delay(50);
            }
        }
    }

    // MariaDB clears away at its start what looks like temporary tables: servers that start side by side must not share a folder.
    private static string MakeTemporaryFolder(string folder)
    {
        string temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary, (UnixFileMode)0b111_111_111);
        return temporary;
    }

    private static async Task RunAsync(string temporary, params string[] command)
    {
        using Process process = Start(temporary, command[0], command[1..], input: false);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}:\n{await output}\n{await error}");
    }

    private static Process Start(string temporary, string file, string[] arguments, bool input) => Process.Start(
        new ProcessStartInfo(file, arguments)
        {
            Environment = { ["TMPDIR"] = temporary },
            RedirectStandardInput = input,
            RedirectStandardOutput = !input,
            RedirectStandardError = !input,
            WorkingDirectory = "/",
        })!;

    private static void Close(Process watchdog)
    {
        watchdog.StandardInput.Close();
        watchdog.WaitForExit(TimeSpan.FromSeconds(10));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
