using System.Text.Json;
using Microsoft.Playwright;

namespace Connector.Dashboard.Tests;

/// <summary>Axe-core's automatic look at whether everybody can use a page.</summary>
internal static class Axe
{
    private static readonly string Script = Load();

    /// <summary>What it calls serious or critical.</summary>
    public static async Task<IReadOnlyList<string>> SeriousAsync(IPage page)
    {
        // Put in by the browser's own means: the page's policy lets no script in, which is as it should be.
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>("axe.run().then(result => result.violations.map(one => ({ impact: one.impact, text: one.id + ': ' + one.nodes.map(node => node.html).join(' | ') })))");
        return [.. found.EnumerateArray().Where(one => one.GetProperty("impact").GetString() is "serious" or "critical").Select(one => one.GetProperty("text").GetString()!)];
    }

    private static string Load()
    {
        using var reader = new StreamReader(typeof(Axe).Assembly.GetManifestResourceStream("axe.min.js")!);
        return reader.ReadToEnd();
    }
}
