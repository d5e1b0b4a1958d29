using System.Diagnostics;

namespace Connector.Bench.Live;

/// <summary>Changes the account's stock at a steady rate, whether anybody keeps up or not.</summary>
/// <param name="world">What is changed.</param>
internal sealed class Changes(LiveWorld world)
{
    private readonly Random random = new(1);
    private readonly Dictionary<int, int> quantities = [];

    /// <summary>Changes at a rate for so long.</summary>
    /// <param name="offers">Offers that are changed, evenly.</param>
    /// <param name="perSecond">Changes a second.</param>
    /// <param name="duration">How long.</param>
    /// <param name="changed">Told of each before it is made.</param>
    public async Task RunAsync(int offers, double perSecond, TimeSpan duration, Action<int, decimal> changed)
    {
        var began = Stopwatch.GetTimestamp();
        for (var made = 0; made < perSecond * duration.TotalSeconds; made++)
        {
            var due = TimeSpan.FromSeconds(made / perSecond) - Stopwatch.GetElapsedTime(began);
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            var offer = random.Next(1, offers + 1);
            var quantity = quantities[offer] = quantities.GetValueOrDefault(offer, 100) + 1;
            changed(offer, quantity);
            world.KeyCrm.Catalogue.SetStock(offer, quantity);
        }
    }
}
