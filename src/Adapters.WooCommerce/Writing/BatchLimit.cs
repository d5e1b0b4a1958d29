using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Connector.Adapters.WooCommerce.Api;

namespace Connector.Adapters.WooCommerce.Writing;

/// <summary>How many items the shop takes in one batch: 100, unless its owner or web server says otherwise.</summary>
internal sealed partial class BatchLimit
{
    /// <summary>WooCommerce's own limit.</summary>
    public const int Usual = 100;

    private int items = Usual;

    /// <summary>Items of a batch.</summary>
    public int Items => Volatile.Read(ref items);

    /// <summary>Whether a batch was refused for its size. Nothing of it was done, and the limit is lower now.</summary>
    /// <param name="answer">What the shop answered.</param>
    /// <param name="sent">How many items were sent.</param>
    public bool Learn(ShopAnswer answer, int sent)
    {
        if (answer.Status is not (HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.RequestUriTooLong) || sent <= 1)
            return false;
        var told = answer.Error is { Code: "woocommerce_rest_request_entity_too_large" } error && MoreThan().Match(error.Message) is { Success: true } match
            && int.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        // Two calls may learn at once; the smaller lesson holds.
        var learnt = told > 0 && told < sent ? told : Math.Max(1, sent / 2);
        for (var before = Items; learnt < before;)
        {
            var now = Interlocked.CompareExchange(ref items, learnt, before);
            if (now == before)
                break;
            before = now;
        }

        return true;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex MoreThan();
}
