using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Connector.Adapters.TestKit;

/// <summary>A promise of the contract, and how an adapter that breaks it is mended. Every failure of the suite speaks in these three lines.</summary>
/// <param name="Text">What the contract promises.</param>
/// <param name="Cure">What the author can do.</param>
internal sealed record Promise(string Text, string Cure)
{
    /// <summary>Fails the test.</summary>
    /// <param name="found">What the adapter did instead.</param>
    [DoesNotReturn]
    public void Broken(string found)
    {
        Assert.Fail($"The contract promises: {Text}{Environment.NewLine}The adapter did: {found}{Environment.NewLine}To mend it: {Cure}");
        throw new InvalidOperationException();
    }

    /// <summary>Fails the test unless it holds.</summary>
    /// <param name="holds">Whether the promise was kept.</param>
    /// <param name="found">What the adapter did instead.</param>
    public void Holds([DoesNotReturnIf(false)] bool holds, string found)
    {
        if (!holds)
            Broken(found);
    }

    /// <summary>Fails the test with everything that was found, if anything was.</summary>
    public void Holds(IReadOnlyCollection<string> found)
    {
        if (found.Count > 0)
            Broken(string.Join(Environment.NewLine + "  ", found.Prepend($"{found.Count} time(s) otherwise:")));
    }
}
