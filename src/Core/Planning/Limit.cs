using System.Globalization;

namespace Connector.Core.Planning;

/// <summary>A guard's limit: a share (<c>"30%"</c>) or a count (<c>50</c>).</summary>
public readonly record struct Limit
{
    private readonly decimal value;

    private Limit(decimal value, bool isShare)
    {
        this.value = value;
        IsShare = isShare;
    }

    /// <summary>Whether the limit is a share of the listings in stock rather than a count.</summary>
    public bool IsShare { get; }

    /// <summary>A share in percent, 0 to 100.</summary>
    public static Limit Percent(decimal percent) => new(percent, isShare: true);

    /// <summary>A count, 0 or more.</summary>
    public static Limit Count(int count) => new(count, isShare: false);

    /// <summary>Reads <c>"30%"</c>, <c>"12.5%"</c> or <c>"50"</c>.</summary>
    /// <param name="text">The text, with or without spaces around.</param>
    /// <param name="limit">The limit, if the text is one.</param>
    /// <returns>Whether the text is a share from 0 to 100 % or a count of 0 or more.</returns>
    public static bool TryParse(string? text, out Limit limit)
    {
        limit = default;
        var trimmed = (text ?? "").Trim();
        if (trimmed.EndsWith('%'))
        {
            if (!decimal.TryParse(trimmed[..^1].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                || percent > 100)
            {
                return false;
            }

            limit = Percent(percent);
            return true;
        }

        if (!int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        limit = Count(count);
        return true;
    }

    /// <summary>Whether <paramref name="count"/> out of <paramref name="total"/> is over the limit.</summary>
    public bool IsExceededBy(int count, int total) =>
        count > (IsShare ? value * total / 100m : value);

    /// <summary>As written in the configuration.</summary>
    public override string ToString() => value.ToString("0.##", CultureInfo.InvariantCulture) + (IsShare ? "%" : "");
}
