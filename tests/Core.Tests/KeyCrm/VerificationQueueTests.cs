using Connector.Core.KeyCrm;
using CsCheck;

namespace Connector.Core.Tests.KeyCrm;

public sealed class VerificationQueueTests
{
    [Fact]
    public void An_offer_that_is_named_often_is_read_once_and_all_who_named_it_are_done()
    {
        var queue = new VerificationQueue();
        queue.Add(1, [7]).ShouldBeTrue();
        queue.Add(2, [7, 8]).ShouldBeTrue();
        queue.Add(3, []).ShouldBeFalse();
        var taken = queue.Take(50);
        taken.ShouldBe([7, 8], ignoreOrder: true);
        queue.Read(taken).ShouldBe([1, 2], ignoreOrder: true);
        queue.Count.ShouldBe(0);
    }

    [Fact]
    public void What_is_named_while_it_is_being_read_is_read_once_more()
    {
        var queue = new VerificationQueue();
        queue.Add(1, [7]);
        var taken = queue.Take(50);
        queue.Add(2, [7]);
        queue.Read(taken).ShouldBe([1]);
        queue.Read(queue.Take(50)).ShouldBe([2]);
    }

    [Fact]
    public void A_sale_goes_before_an_import_and_the_import_is_not_starved()
    {
        var queue = new VerificationQueue();
        queue.Add(1, [.. Enumerable.Range(1000, 500).Select(i => (long)i)]);
        queue.Add(2, [7]);
        queue.Add(3, [1400]);
        var taken = queue.Take(50);
        taken.Take(2).ShouldBe([7, 1400]);
        taken.Count.ShouldBe(50);
        for (var i = 0L; i < 200; i++)
            queue.Add(10 + i, [2000 + i]);
        queue.Read(taken);
        queue.Take(50).Count(offer => offer < 2000).ShouldBe(10);
    }

    // Whatever fails in between: a webhook is done exactly once, and never before each of its offers was read after it came.
    [Fact]
    public void No_webhook_is_lost_and_none_is_done_too_early() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 200].Array[0, 70].Select(offers => offers.ToHashSet())).List[1, 60].Sample(steps =>
        {
            var queue = new VerificationQueue();
            var clock = 0;
            var readAt = new Dictionary<long, int>();
            var webhooks = new Dictionary<long, (int At, HashSet<int> Offers)>();
            var done = new HashSet<long>();
            foreach (var (step, offers) in steps)
            {
                clock++;
                if (step < 2 && queue.Add(clock, [.. offers.Select(offer => (long)offer)]))
                    webhooks[clock] = (clock, offers);
                else if (step == 2)
                    queue.PutBack(queue.Take(7));
                else if (step == 3)
                    Read(queue.Take(7));
            }

            while (queue.Count > 0)
                Read(queue.Take(50));
            done.Count.ShouldBe(webhooks.Count);

            void Read(IReadOnlyCollection<long> taken)
            {
                clock++;
                foreach (var offer in taken)
                    readAt[offer] = clock;
                foreach (var entry in queue.Read(taken))
                {
                    done.Add(entry).ShouldBeTrue("done once");
                    webhooks[entry].Offers.ShouldAllBe(offer => readAt.GetValueOrDefault(offer) > webhooks[entry].At);
                }
            }
        });
}
