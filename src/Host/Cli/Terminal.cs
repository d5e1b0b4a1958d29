using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connector.Host.Cli.Asking;
using Connector.Host.Language;
using Connector.Host.Redaction;
using Spectre.Console;

namespace Connector.Host.Cli;

/// <summary>
/// Where commands write: results to standard output, everything else to standard error, and no secret to either. Tables and
/// bars are for terminals; pipes get plain text.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private const int PipeWidth = 100;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TextWriter standardOutput;
    private readonly RedactingTextWriter redactedOutput;
    private readonly RedactingTextWriter redactedError;
    private readonly TextWriter standardError;
    private readonly bool isErrorPiped;
    private bool hasChoice;

    /// <summary>A terminal over two streams.</summary>
    public Terminal(TextWriter output, bool isOutputPiped, TextWriter error, bool isErrorPiped)
    {
        this.isErrorPiped = isErrorPiped;
        Redactor = new SecretRedactor();
        standardOutput = output;
        standardError = error;
        redactedOutput = new RedactingTextWriter(output, Redactor, isPrompt: !isOutputPiped);
        redactedError = new RedactingTextWriter(error, Redactor, isPrompt: !isErrorPiped);
        Out = Make(redactedOutput, isOutputPiped);
        Error = Make(redactedError, isErrorPiped);
        HasBars = !isErrorPiped && Error.Profile.Capabilities.Ansi;
    }

    /// <summary>The program's own terminal. Whatever writes to the console from now on is redacted too.</summary>
    public static Terminal OfProcess()
    {
        var terminal = new Terminal(Console.Out, Console.IsOutputRedirected, Console.Error, Console.IsErrorRedirected)
        {
            PipedInput = Console.IsInputRedirected ? Console.In : null,
        };
        Console.SetOut(terminal.redactedOutput);
        Console.SetError(terminal.redactedError);
        return terminal;
    }

    /// <summary>Takes secrets out of everything that is written here.</summary>
    public SecretRedactor Redactor { get; }

    /// <summary>The language that is spoken.</summary>
    public Words Words { get; private set; } = Words.English;

    /// <summary>Standard input where it is no terminal; <see langword="null"/> where a person types.</summary>
    public TextReader? PipedInput { get; init; }

    /// <summary>Where answers of a person come from; <see langword="null"/> where there is neither a terminal to ask on nor an input to read.</summary>
    public IAnswers? Answers =>
        PipedInput is { } reader ? new LineAnswers(Error, reader)
        : Error.Profile.Capabilities.Interactive ? new KeyboardAnswers(this)
        : null;

    /// <summary>For results.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>For progress, logs and errors.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Standard output, for what lays itself out.</summary>
    public TextWriter PlainOut => redactedOutput;

    /// <summary>Standard error, for what lays itself out.</summary>
    public TextWriter PlainError => redactedError;

    /// <summary>Whether progress bars make sense.</summary>
    public bool HasBars { get; }

    /// <summary>
    /// Where a person types, behind everything that was written so far. What is typed is echoed as it is: an echo that is held back
    /// until it is known to be no secret looks like a terminal that does not answer.
    /// </summary>
    public IAnsiConsole Keyboard()
    {
        redactedError.Flush();
        return Make(standardError, isErrorPiped);
    }

    /// <summary>Writes the one JSON document of a command. Secrets are taken out of its texts, so that it stays JSON.</summary>
    public void WriteJson(JsonNode document)
    {
        redactedOutput.Flush();
        standardOutput.WriteLine(Redactor.Redact(document).ToJsonString(Indented));
        standardOutput.Flush();
    }

    /// <summary>Chooses the language.</summary>
    /// <param name="words">It.</param>
    /// <param name="isChoice">Whether a person chose it, so that nothing may change it any more.</param>
    public void Speak(Words words, bool isChoice = false)
    {
        if (hasChoice && !isChoice)
            return;
        hasChoice = isChoice;
        Words = words;
    }

    /// <summary>Writes a fault for a person.</summary>
    /// <param name="message">It, in English.</param>
    public void WriteError(string message) => WriteError($"{Words["error"]}: {Words.Translate(message)}", new Style(Color.Red));

    /// <summary>Writes a result for a person.</summary>
    /// <param name="markup">It, in English, with its markup.</param>
    public void Say(FormattableString markup) => Out.Say(Words, markup);

    /// <summary>Writes a line to standard error; a pipe gets it in one piece, so that <c>file:line</c> stays whole.</summary>
    public void WriteError(string line, Style style)
    {
        if (isErrorPiped)
            WriteErrorLine(line);
        else
            Error.WriteLine(line, style);
    }

    /// <summary>Writes a line to standard error as it is, for programs that read it.</summary>
    public void WriteErrorLine(string line) => redactedError.WriteLine(line);

    /// <inheritdoc />
    public void Dispose()
    {
        redactedOutput.Flush();
        redactedError.Flush();
    }

    private static IAnsiConsole Make(TextWriter writer, bool isPiped)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isPiped ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPiped ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isPiped ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isPiped)
            console.Profile.Width = PipeWidth;
        return console;
    }
}
