using System.Diagnostics;

namespace Connector.Testing;

/// <summary>Runs programs as a reader of the documentation does.</summary>
public static class Tool
{
    // Building for another machine takes minutes on a slow one; this only ends what hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(25);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed, both streams.</returns>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; with what it printed.</exception>
    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // What the build or the tests around this one told their children is not for these.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end. It said: {await output}{await error}");
        }

        string said = await output + await error;
        return process.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode} and said: {said}");
    }
}
