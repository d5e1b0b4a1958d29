using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Connector.Testing;

/// <summary>A program at a terminal of its own, as a person has it: <c>script</c> of util-linux lends the terminal. Linux only.</summary>
public sealed partial class PseudoTerminal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process script;
    private readonly string folder;
    private readonly StringBuilder seen = new();
    private readonly Task reading;
    private int readUpTo;

    private PseudoTerminal(Process script, string folder)
    {
        this.script = script;
        this.folder = folder;
        reading = Task.Run(ReadAsync);
    }

    /// <summary>Everything that the terminal has ever shown, control characters included.</summary>
    public string ScrollBack
    {
        get
        {
            lock (seen)
                return seen.ToString();
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="environment">What it is told besides; <c>TERM</c> is xterm unless it is here.</param>
    /// <param name="hearsHangUp">Whether it is told that the window is gone (not so under nohup).</param>
    /// <param name="program">The program and its arguments; none has a quote in it.</param>
    public static PseudoTerminal Start(string folder, IReadOnlyDictionary<string, string> environment, bool hearsHangUp, params string[] program)
    {
        // Whatever is started in the background is born deaf to Ctrl+C; what a person starts is not.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,QUIT", hearsHangUp ? "--default-signal=HUP" : "--ignore-signal=HUP", "script", "--quiet", "--return", "--command", string.Join(' ', program.Select(word => $"'{word}'")), "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new PseudoTerminal(Process.Start(start)!, folder);
    }

    /// <summary>Waits until something new is shown, and then types an answer, key by key, and Enter.</summary>
    public async Task AnswerAsync(string question, string answer)
    {
        await ShownAsync(question);
        foreach (var key in answer)
            await TypeAsync(key.ToString());
        await TypeAsync("\r");
    }

    /// <summary>Waits until something new is shown, in whatever colours and however the terminal's width breaks it.</summary>
    public async Task ShownAsync(string text)
    {
        var began = Stopwatch.StartNew();
        var letters = Letters(text);
        while (true)
        {
            var at = Letters(ScrollBack).IndexOf(letters, readUpTo, StringComparison.Ordinal);
            if (at >= 0)
            {
                readUpTo = at + letters.Length;
                return;
            }

            if (began.Elapsed > Patience || (script.HasExited && reading.IsCompleted))
                throw new TimeoutException($"“{text}” was not shown. The terminal shows: {ScrollBack}");
            await Task.Delay(20);
        }
    }

    /// <summary>Types keys as they are.</summary>
    public async Task TypeAsync(string keys)
    {
        await script.StandardInput.WriteAsync(keys);
        await script.StandardInput.FlushAsync();
    }

    /// <summary>Closes the terminal's window: what runs there hears of it by SIGHUP, or not at all.</summary>
    public void Close() => script.Kill();

    /// <summary>Waits until nothing has the terminal's folder as its own any more: what was started there has ended.</summary>
    public async Task LeftAsync()
    {
        var began = Stopwatch.StartNew();
        while (Directory.EnumerateDirectories("/proc").Any(process => IsHere(process)))
        {
            if (began.Elapsed > Patience)
                throw new TimeoutException("What was started at the terminal still runs.");
            await Task.Delay(100);
        }

        bool IsHere(string process)
        {
            try
            {
                return new FileInfo(Path.Combine(process, "cwd")).LinkTarget == folder;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The program's exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await script.WaitForExitAsync(patience.Token);
        await reading;
        return script.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!script.HasExited)
            script.Kill(entireProcessTree: true);
        await reading;
        script.Dispose();
    }

    private static string Letters(string shown) => NoLetter().Replace(shown, "");

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\e[=>]|\s")]
    private static partial Regex NoLetter();

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        for (int read; (read = await script.StandardOutput.ReadAsync(buffer)) > 0;)
        {
            lock (seen)
                seen.Append(buffer, 0, read);
        }
    }
}
