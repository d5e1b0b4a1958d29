using System.Text.Json;
using Connector.Adapters.Http.Template.Options;
using Connector.Adapters.Http.Template.Writing;

namespace Connector.Adapters.Http.Template.Compiling;

/// <summary>Makes the lists in which an answer says what became of each number.</summary>
internal sealed class ResultCompiler(TemplateFaults faults, RequestCompiler requests, bool isSingle)
{
    /// <summary>The list of what was done; none where only failures are listed.</summary>
    public ResultEntries? Result(TemplateResultOptions? options, string? reference)
    {
        const string at = "write.result";
        if (options is null || (options is { Items: null, Sku: null, Ref: null, Index: null, Status: null, Current: null } && options.Errors is not null))
            return null;
        var words = new Dictionary<string, ResultMeaning>(StringComparer.Ordinal);
        Add(words, options.Ok, ResultMeaning.Done, $"{at}.ok");
        Add(words, options.Unchanged, ResultMeaning.Unchanged, $"{at}.unchanged");
        if (options.Status is not null && options.Ok is not { Count: > 0 })
            faults.Add($"{at}.ok", "it is missing", "name the values of status that mean that the number is set");
        return Entries(options, at, words, ResultMeaning.Done, options.Current, reference);
    }

    /// <summary>The list of what failed.</summary>
    public ResultEntries? Errors(TemplateResultItemOptions? options, string? reference)
    {
        const string at = "write.result.errors";
        if (options is null)
            return null;
        if (options.Items is null)
            faults.Add($"{at}.items", "it is missing", "say where the failures stand: $.errors[*]");
        return Entries(options, at, new Dictionary<string, ResultMeaning>(StringComparer.Ordinal), ResultMeaning.Failed, null, reference);
    }

    private ResultEntries Entries(
        TemplateResultItemOptions options, string at, Dictionary<string, ResultMeaning> words, ResultMeaning withoutWord, string? current, string? reference)
    {
        Add(words, options.NotFound, ResultMeaning.NotFound, $"{at}.notFound");
        Add(words, options.NotTracked, ResultMeaning.NotTracked, $"{at}.notTracked");
        Add(words, options.Rejected, ResultMeaning.Rejected, $"{at}.rejected");
        if (words.Count > 0 && options.Status is null)
            faults.Add($"{at}.status", "it is missing, and words for it are given", "say where the word stands: $.status");
        if (options.Items is null && !isSingle && withoutWord == ResultMeaning.Done)
            faults.Add($"{at}.items", "it is missing", "say where the answer lists what became of each number: $.results[*]");
        var entries = new ResultEntries
        {
            Items = requests.Many(options.Items, $"{at}.items"),
            Sku = requests.One(options.Sku, $"{at}.sku"),
            Ref = requests.One(options.Ref, $"{at}.ref"),
            Index = requests.One(options.Index, $"{at}.index"),
            Status = requests.One(options.Status, $"{at}.status"),
            Message = requests.One(options.Message, $"{at}.message"),
            Current = requests.One(current, $"{at}.current"),
            Words = words,
            WithoutWord = withoutWord,
        };
        if (!entries.HasKey && !isSingle)
            faults.Add(at, "it is not said which number an entry is about", "add sku, ref or index");
        if (entries.Ref is not null && reference is null)
            faults.Add($"{at}.ref", "neither read nor find has a ref to compare it with", "use sku, or add ref to read");
        return entries;
    }

    private void Add(Dictionary<string, ResultMeaning> words, IEnumerable<JsonElement>? values, ResultMeaning meaning, string at)
    {
        foreach (var word in requests.Words(values, at))
        {
            if (!words.TryAdd(word, meaning))
                faults.Add(at, $"“{word}” stands in two lists", "leave it in one");
        }
    }
}
