using System.Text;
using Connector.Abstractions;
using Xunit;

namespace Connector.Adapters.TestKit;

public abstract partial class StoreAdapterConformance
{
    private static readonly Promise NoSecret = new(
        "no secret is in any message, log line, error or health: no key, password, token, Authorization header or address with a key in it.",
        "never put requests, addresses with parameters, connection strings or the shop's own error texts into a message unread.");

    /// <summary>Looks through everything the adapter says, in good days and under every breakage.</summary>
    [Fact]
    public async Task No_secret_is_in_any_message()
    {
        SeedListing[] seeds = Simple(3);
        Subject subject = await SeedAndOpenAsync(seeds);
        var said = new List<string>();
        StockChange[] changes = [.. (await LookUpAsync(subject, seeds)).Select(listing => To(listing, 12))];
        await HearAsync(said, subject, seeds, changes);
        foreach (StoreBreakage breakage in Enum.GetValues<StoreBreakage>().Where(kind => NotApplicable.All(entry => entry.Breakage != kind)))
        {
            Subject other = Open(ShortTimeout);
            await BreakAsync(breakage);
            await HearAsync(said, other, seeds, [.. changes.Select(change => change with { Quantity = 13 + (int)breakage })]);
            await MendAsync();
        }

        said.AddRange(_subjects.SelectMany(heard => heard.Context.Log.Lines));
        foreach (string form in Secrets.Where(secret => secret.Length > 0).SelectMany(Forms).Concat(Pairs()))
        {
            if (said.Find(text => text.Contains(form, StringComparison.Ordinal)) is { } leak)
                NoSecret.Broken($"said a secret, or an encoded form of it, here (shown as ***): {Secrets.Where(s => s.Length > 0).Aggregate(leak.Replace(form, "***", StringComparison.Ordinal), (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal))}");
        }
    }

    private static async Task HearAsync(List<string> said, Subject subject, SeedListing[] seeds, StockChange[] changes)
    {
        (Func<Task<object>> Call, Func<object, IEnumerable<string?>> Words)[] calls =
        [
            (async () => await subject.HealthAsync(), health => Words((StoreHealth)health)),
            (async () => await subject.ListAsync(), listings => ((List<Listing>)listings).SelectMany(Words)),
            (async () => await subject.FindAsync(seeds[0].Sku), listings => ((List<Listing>)listings).SelectMany(Words)),
            (async () => await subject.SetAsync(changes), outcomes => ((List<StockOutcome>)outcomes).Select(o => $"{o.Ref} {o.Error}")),
        ];
        foreach ((Func<Task<object>> call, Func<object, IEnumerable<string?>> words) in calls)
        {
            try
            {
                said.AddRange(words(await call()).OfType<string>());
            }
            catch (Exception exception)
            {
                // In full: causes are logged too.
                said.Add(exception.ToString());
            }
        }
    }

    private static IEnumerable<string?> Words(StoreHealth health) => [health.Summary, .. health.Details.Select(pair => $"{pair.Key}: {pair.Value}")];

    private static IEnumerable<string?> Words(Listing listing) => [listing.Ref.Value, listing.Name, listing.Url];

    private static IEnumerable<string> Forms(string secret) =>
        new[] { secret, Uri.EscapeDataString(secret), Base64(secret) }.Distinct(StringComparer.Ordinal);

    // What Basic authentication makes of a name and a password.
    private IEnumerable<string> Pairs() =>
        from name in Secrets where name.Length > 0 from password in Secrets where password.Length > 0 && password != name select Base64($"{name}:{password}");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
