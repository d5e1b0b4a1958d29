namespace Connector.Core.Planning;

/// <summary>Looks at a plan before anything is written.</summary>
public static class Guard
{
    /// <summary>Judges a plan by a store's limits.</summary>
    public static GuardVerdict Judge(Plan plan, GuardLimits limits)
    {
        int zeroed = 0, lowered = 0;
        foreach (var change in plan.Changes)
        {
            if (change.Zeroes)
                zeroed++;
            if (change.Lowers)
                lowered++;
        }

        return Judge(zeroed, lowered, plan.InStock, limits);
    }

    /// <summary>Judges how many listings in stock are set to zero and lowered.</summary>
    /// <param name="zeroed">Set to zero.</param>
    /// <param name="lowered">Lowered, the zeroed ones included.</param>
    /// <param name="inStock">Matched listings in stock before.</param>
    /// <param name="limits">The store's limits.</param>
    public static GuardVerdict Judge(int zeroed, int lowered, int inStock, GuardLimits limits)
    {
        var (zeroes, lowers) = (IsOver(zeroed, inStock, limits.MaxZeroed, limits.MinItems), IsOver(lowered, inStock, limits.MaxLowered, limits.MinItems));
        var reasons = new List<string>(2);
        if (zeroes)
            reasons.Add($"it sets {zeroed} of {inStock} listings in stock to zero (limit {limits.MaxZeroed})");
        if (lowers)
            reasons.Add($"it lowers {lowered} of {inStock} listings in stock (limit {limits.MaxLowered})");
        return new GuardVerdict(zeroed, lowered, inStock, reasons.Count == 0 ? null : string.Join("; ", reasons)) { ZeroesTooMany = zeroes, LowersTooMany = lowers };
    }

    private static bool IsOver(int count, int inStock, Limit limit, int minItems) =>
        count > 0 && count >= minItems && limit.IsExceededBy(count, inStock);
}
