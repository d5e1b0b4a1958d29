using System.Collections.Concurrent;
using System.Globalization;
using Connector.Core.Sync;
using Connector.Host.Language;
using Connector.Host.Runtime;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Connector.Host.Cli;

/// <summary>Progress bars of a pass, on a terminal: pages read, listings read, changes written, with rate and time left.</summary>
internal sealed class SyncProgress : ISyncProgress, IProgress<StoreProgress>
{
    private readonly ProgressContext bars;
    private readonly Words words;
    private readonly ConcurrentDictionary<string, ProgressTask> tasks = new(StringComparer.Ordinal);

    private SyncProgress(ProgressContext bars, Words words)
    {
        this.bars = bars;
        this.words = words;
    }

    /// <inheritdoc />
    public IProgress<StoreProgress>? ForStores => this;

    /// <summary>Runs work with bars where there is a terminal for them.</summary>
    public static async Task<T> ShowAsync<T>(Terminal terminal, Func<ISyncProgress, Task<T>> work)
    {
        if (!terminal.HasBars)
            return await work(new Silent()).ConfigureAwait(false);
        return await terminal.Error.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new CountColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new SyncProgress(context, terminal.Words))).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public IProgress<(int Read, int Of)> ForAccount(string account) =>
        new Reporter<(int Read, int Of)>(pages => Show(words.Phrase($"keyCRM {account}: pages"), pages.Read, pages.Of));

    /// <inheritdoc />
    public void Report(StoreProgress value)
    {
        switch (value.Phase)
        {
            case StorePhase.Reading:
                Show(words.Phrase($"{value.Store}: listings read"), value.Done, null);
                break;
            case StorePhase.Planning:
                Show(words.Phrase($"{value.Store}: listings read"), value.Done, value.Of);
                break;
            case StorePhase.Writing when value.Of > 0:
                Show(words.Phrase($"{value.Store}: changes written"), value.Done, value.Of);
                break;
        }
    }

    private void Show(string what, int done, int? of)
    {
        var task = tasks.GetOrAdd(what, name => bars.AddTask(Markup.Escape(name)));
        task.IsIndeterminate = of is null;
        task.MaxValue = of ?? Math.Max(1, done);
        task.Value = done;
    }

    private sealed class Reporter<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }

    private sealed class Silent : ISyncProgress
    {
        public IProgress<StoreProgress>? ForStores => null;

        public IProgress<(int Read, int Of)>? ForAccount(string account) => null;
    }

    private sealed class CountColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Markup(task.IsIndeterminate ? Text.Count((int)task.Value) : $"{Text.Count((int)task.Value)}/{Text.Count((int)task.MaxValue)}");
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Markup(task.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $"[grey]{speed:0.#}/s[/]") : "");
    }
}
