namespace Connector.Emulators.Faults;

/// <summary>
/// Which requests suffer which faults: a queue for the next ones, rules for those that match, chance for the rest. All that
/// apply to a request apply together: the head of the queue first, then rules in the order in which they were given.
/// </summary>
/// <typeparam name="TRequest">What a rule looks at.</typeparam>
/// <typeparam name="TFault">What happens.</typeparam>
public class FaultPlan<TRequest, TFault>
    where TFault : notnull
{
    private readonly Lock _lock = new();
    private readonly Queue<TFault[]> _queue = new();
    private readonly List<Rule> _rules = [];
    private readonly Random _random;

    /// <summary>A plan without faults.</summary>
    /// <param name="seed">Decides the course of <see cref="WithProbability"/>.</param>
    internal FaultPlan(int seed) =>
        _random = new Random(seed);

    /// <summary>One fault for each of the next requests, in this order.</summary>
    public void Enqueue(params ReadOnlySpan<TFault> faults)
    {
        lock (_lock)
        {
            foreach (var fault in faults)
                _queue.Enqueue([fault]);
        }
    }

    /// <summary>Lets requests pass the queue unharmed before the next one enqueued takes effect.</summary>
    public void Pass(int requests = 1)
    {
        lock (_lock)
        {
            for (var i = 0; i < requests; i++)
                _queue.Enqueue([]);
        }
    }

    /// <summary>A fault for the requests that match, until it has happened <paramref name="times"/> times.</summary>
    public void When(Func<TRequest, bool> matches, TFault fault, int times = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(matches);
        Add(new Rule(matches, [fault], 1, times));
    }

    /// <summary>A fault by chance, drawn from the emulator's seed: which one of several is drawn evenly.</summary>
    /// <param name="probability">0 to 1, for each request.</param>
    /// <param name="faults">One or more.</param>
    public void WithProbability(double probability, params IReadOnlyList<TFault> faults)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        ArgumentOutOfRangeException.ThrowIfZero(faults.Count);
        Add(new Rule(static _ => true, [.. faults], probability, int.MaxValue));
    }

    /// <summary>Forgets the queue and every rule.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _queue.Clear();
            _rules.Clear();
        }
    }

    /// <summary>The faults of one request; each is used up by it.</summary>
    internal IReadOnlyList<TFault> Take(TRequest request)
    {
        lock (_lock)
        {
            List<TFault> taken = _queue.TryDequeue(out var next) ? [.. next] : [];
            foreach (var rule in _rules)
            {
                if (rule.Left == 0 || !rule.Matches(request))
                    continue;
                if (rule.Probability < 1 && _random.NextDouble() >= rule.Probability)
                    continue;
                rule.Left--;
                taken.Add(rule.Faults.Length == 1 ? rule.Faults[0] : rule.Faults[_random.Next(rule.Faults.Length)]);
            }

            return taken;
        }
    }

    private void Add(Rule rule)
    {
        lock (_lock)
            _rules.Add(rule);
    }

    private sealed class Rule(Func<TRequest, bool> matches, TFault[] faults, double probability, int times)
    {
        public Func<TRequest, bool> Matches { get; } = matches;

        public TFault[] Faults { get; } = faults;

        public double Probability { get; } = probability;

        public int Left { get; set; } = times;
    }
}
