using System.Globalization;

namespace Connector.Bench.Measuring;

/// <summary>Numbers in tables: three figures are all that a shared machine can promise.</summary>
internal static class Say
{
    public static string Seconds(double seconds) => seconds switch
    {
        < 0.1 => Text($"{seconds * 1000:0.#} ms"),
        < 10 => Text($"{seconds:0.00} s"),
        < 1000 => Text($"{seconds:0.0} s"),
        _ => Text($"{seconds:#,0} s"),
    };

    public static string Ratio(double ratio) => ratio < 10 ? Text($"{ratio:0.0} ×") : Text($"{ratio:#,0} ×");

    public static string Count(double count) => Text($"{count:#,0}");

    public static string Megabytes(long bytes) => Text($"{bytes / 1048576.0:#,0} MB");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
