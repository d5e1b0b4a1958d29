using System.Globalization;
using Connector.Emulators.Faults;

namespace Connector.Emulators.KeyCrm;

/// <summary>Faults by the names that a person types: a word and at most one number.</summary>
internal static class FaultNames
{
    private static readonly Dictionary<string, (string Help, Func<int?, HttpFault> Make)> Known = new(StringComparer.Ordinal)
    {
        ["status"] = ("CODE, 500 by default", static number => HttpFault.Status(Status(number ?? 500))),
        ["html"] = ("CODE, 502 by default", static number => HttpFault.Html(Status(number ?? 502))),
        ["429"] = ("SECONDS of Retry-After, absent by default", HttpFault.TooManyRequests),
        ["cut"] = ("PERCENT of the body that arrives, 50 by default", static number => HttpFault.CutBody((number ?? 50) / 100d)),
        ["drop"] = ("", static _ => HttpFault.Drop()),
        ["slow"] = ("SECONDS, 30 by default", static number => HttpFault.Slow(TimeSpan.FromSeconds(number ?? 30))),
        ["stall"] = ("SECONDS, 30 by default", static number => HttpFault.Stall(TimeSpan.FromSeconds(number ?? 30))),
        ["bad-json"] = ("", static _ => HttpFault.InvalidJson()),
        ["other-json"] = ("", static _ => HttpFault.OtherJson("""{"message":"Leads are not enabled"}""")),
        ["empty"] = ("", static _ => KeyCrmFault.EmptyPage()),
        ["zero"] = ("", static _ => KeyCrmFault.TotalZero()),
        ["limit"] = ("served instead of the one asked for, 15 by default", static number => KeyCrmFault.LimitIgnored(number ?? 15)),
        ["page"] = ("served instead of the one asked for, 1 by default", static number => KeyCrmFault.PageIgnored(number ?? 1)),
        ["total"] = ("DIFFERENCE, 1 by default", static number => KeyCrmFault.TotalChanged(number ?? 1)),
        ["repeat"] = ("", static _ => KeyCrmFault.RepeatedItem()),
        ["miss"] = ("", static _ => KeyCrmFault.MissingItem()),
        ["removed"] = ("", static _ => KeyCrmFault.OfferRemoved()),
        ["inserted"] = ("", static _ => KeyCrmFault.OfferInserted()),
        ["replaced"] = ("", static _ => KeyCrmFault.OfferReplaced()),
        ["no-filter"] = ("", static _ => KeyCrmFault.FilterIgnored()),
    };

    /// <summary>One line a name.</summary>
    public static IEnumerable<string> Help => Known.Select(static pair => $"  {pair.Key,-11}{pair.Value.Help}".TrimEnd());

    /// <exception cref="ArgumentException">No such name, or no such number.</exception>
    public static HttpFault Parse(ReadOnlySpan<string> words)
    {
        if (words.IsEmpty || words.Length > 2 || !Known.TryGetValue(words[0], out var fault))
            throw new ArgumentException($"A fault is one of {string.Join(", ", Known.Keys)}, and at most one number.");
        if (words.Length == 1)
            return fault.Make(null);
        return int.TryParse(words[1], CultureInfo.InvariantCulture, out var number)
            ? fault.Make(number)
            : throw new ArgumentException($"“{words[1]}” is not a whole number.");
    }

    private static int Status(int status) =>
        status is >= 200 and <= 599 ? status : throw new ArgumentException($"{status} is not an HTTP status from 200 to 599.");
}
