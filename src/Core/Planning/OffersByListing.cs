using Connector.Core.Stock;

namespace Connector.Core.Planning;

/// <summary>
/// Which offer belongs to which SKU of a store, by the position of the SKU's first listing. An offer that is still in keyCRM
/// always wins over one that is gone: goods that are created anew keep their SKU.
/// </summary>
internal sealed class OffersByListing(int listings)
{
    private readonly Level?[] levels = new Level?[listings];
    private readonly HashSet<int> contested = [];

    public void Add(int head, Level level)
    {
        var known = levels[head];
        if (known is null || (known.MissingSnapshots > 0 && level.MissingSnapshots == 0))
        {
            levels[head] = level;
            contested.Remove(head);
        }
        else if (known.MissingSnapshots > 0 == level.MissingSnapshots > 0)
        {
            contested.Add(head);
        }
    }

    public Level? Present(int head) => levels[head] is { MissingSnapshots: 0 } level ? level : null;

    public Level? Missing(int head) => levels[head] is { MissingSnapshots: > 0 } level ? level : null;

    public bool IsContested(int head) => contested.Contains(head);
}
