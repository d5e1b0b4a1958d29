using Spectre.Console;
using Spectre.Console.Rendering;

namespace Connector.Host.Cli.Asking;

/// <summary>A console at which the key that ends an input (Ctrl+D, on Windows Ctrl+Z) ends it.</summary>
internal sealed class TypedConsole(IAnsiConsole console) : IAnsiConsole, IAnsiConsoleInput
{
    /// <inheritdoc />
    public Profile Profile => console.Profile;

    /// <inheritdoc />
    public IAnsiConsoleCursor Cursor => console.Cursor;

    /// <inheritdoc />
    public IAnsiConsoleInput Input => this;

    /// <inheritdoc />
    public IExclusivityMode ExclusivityMode => console.ExclusivityMode;

    /// <inheritdoc />
    public RenderPipeline Pipeline => console.Pipeline;

    /// <inheritdoc />
    public void Clear(bool home) => console.Clear(home);

    /// <inheritdoc />
    public void Write(IRenderable renderable) => console.Write(renderable);

    /// <inheritdoc />
    public void WriteAnsi(Action<AnsiWriter> action) => console.WriteAnsi(action);

    /// <inheritdoc />
    public bool IsKeyAvailable() => console.Input.IsKeyAvailable();

    /// <inheritdoc />
    public ConsoleKeyInfo? ReadKey(bool intercept) => EndOr(console.Input.ReadKey(intercept));

    /// <inheritdoc />
    public async Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) =>
        EndOr(await console.Input.ReadKeyAsync(intercept, cancellationToken).ConfigureAwait(false));

    private static ConsoleKeyInfo? EndOr(ConsoleKeyInfo? key) =>
        key is { Modifiers: ConsoleModifiers.Control, Key: ConsoleKey.D or ConsoleKey.Z } ? throw new InputClosedException() : key;
}
