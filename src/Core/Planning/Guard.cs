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

        var reasons = new List<string>(2);
        if (IsOver(zeroed, plan.InStock, limits.MaxZeroed, limits.MinItems))
            reasons.Add($"it sets {zeroed} of {plan.InStock} listings in stock to zero (limit {limits.MaxZeroed})");
        if (IsOver(lowered, plan.InStock, limits.MaxLowered, limits.MinItems))
            reasons.Add($"it lowers {lowered} of {plan.InStock} listings in stock (limit {limits.MaxLowered})");
        return new GuardVerdict(zeroed, lowered, plan.InStock, reasons.Count == 0 ? null : string.Join("; ", reasons));
    }

    private static bool IsOver(int count, int inStock, Limit limit, int minItems) =>
        count > 0 && count >= minItems && limit.IsExceededBy(count, inStock);
}
