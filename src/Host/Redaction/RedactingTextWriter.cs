using System.Text;

namespace Connector.Host.Redaction;

/// <summary>
/// A writer that lets no secret through, however it is split over calls: it passes whole lines on, and on
/// <see cref="Flush"/> everything but an end that may be the beginning of a secret. Thread-safe.
/// </summary>
/// <param name="inner">Where the text goes; not disposed.</param>
/// <param name="redactor">Knows the secrets.</param>
/// <param name="isPrompt">Whether a person looks on, who must see a line before it ends: each call then ends with a <see cref="Flush"/>.</param>
internal sealed class RedactingTextWriter(TextWriter inner, SecretRedactor redactor, bool isPrompt = false) : TextWriter(inner.FormatProvider)
{
    // A document on one long line is passed on in pieces.
    private const int Enough = 16 * 1024;

    private readonly Lock gate = new();
    private readonly StringBuilder held = new();
    private int passAt = Enough;

    /// <inheritdoc />
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc />
    public override void Write(char value) => Write([value]);

    /// <inheritdoc />
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc />
    public override void WriteLine() => Write(CoreNewLine.AsSpan());

    /// <inheritdoc />
    public override void WriteLine(string? value) => Write(value + NewLine);

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (gate)
        {
            held.Append(buffer);
            if (isPrompt || held.Length >= passAt || buffer.Contains('\n'))
                Pass(all: false);
            if (isPrompt)
                inner.Flush();
        }
    }

    /// <inheritdoc />
    public override void Flush()
    {
        lock (gate)
        {
            Pass(all: false);
            inner.Flush();
        }
    }

    /// <inheritdoc />
    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task FlushAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    /// <summary>Passes on what is still held; the writer below stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (gate)
            {
                Pass(all: true);
                inner.Flush();
            }
        }

        base.Dispose(disposing);
    }

    private void Pass(bool all)
    {
        if (held.Length == 0)
            return;
        var text = held.ToString();
        var safe = all ? text.Length : redactor.SafeLength(text);
        inner.Write(redactor.Redact(text[..safe]));
        held.Clear().Append(text, safe, text.Length - safe);
        passAt = held.Length + Enough;
    }
}
