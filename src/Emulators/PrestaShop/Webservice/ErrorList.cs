namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>The errors of one request. The last one's status is the answer's.</summary>
internal sealed class ErrorList
{
    /// <summary>What PHP says of itself goes with this path; each installation has its own.</summary>
    private const string SourceFile = "/var/www/shop/classes/webservice/WebserviceRequest.php";

    private readonly List<(int Code, string Message)> _errors = [];

    public IReadOnlyList<(int Code, string Message)> All => _errors;

    public bool Any => _errors.Count > 0;

    public int Status { get; private set; } = 200;

    public void Add(int status, int code, string message)
    {
        Status = status;
        _errors.Add((code, message));
    }

    /// <summary>An error that proposes the nearest of what would have been right.</summary>
    public void AddDidYouMean(int status, int code, string message, string wrong, IReadOnlyList<string> available) =>
        Add(status, code, $"{message}. Did you mean: \"{Closest(wrong, available)}\"? The full list is: \"{string.Join("\", \"", available)}\"");

    /// <summary>A warning of PHP, which the webservice turns into an error.</summary>
    public void AddWarning(string message, int line, string file = SourceFile) =>
        Add(500, 3, $"[PHP Warning #2] {message} ({file}, line {line})");

    private static string Closest(string wrong, IReadOnlyList<string> available)
    {
        // Of several that are as near, PHP takes the last.
        var nearest = available[0];
        var least = int.MaxValue;
        foreach (var candidate in available)
        {
            var distance = Distance(wrong, candidate);
            if (distance <= least)
                (nearest, least) = (candidate, distance);
            if (distance == 0)
                break;
        }

        return nearest;
    }

    private static int Distance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
