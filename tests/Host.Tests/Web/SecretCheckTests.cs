using System.Security.Cryptography;
using Connector.Host.Web;

namespace Connector.Host.Tests.Web;

/// <summary>The same comparisons whatever comes.</summary>
public sealed class SecretCheckTests
{
    [Theory]
    [InlineData("first-secret", "first-secret,second-secret", true)]
    [InlineData("second-secret", "first-secret,second-secret", true)]
    [InlineData("first-secret", "first-secret", true)]
    [InlineData("First-secret", "first-secret", false)]
    [InlineData("first-secre", "first-secret", false)]
    [InlineData("first-secret ", "first-secret", false)]
    [InlineData("", "first-secret", false)]
    [InlineData("first-secret", "", false)]
    [InlineData("first-secret", null, false)]
    public void Every_secret_costs_two_comparisons_of_hashes(string given, string? accepted, bool expected)
    {
        var lengths = new List<(int, int)>();
        SecretCheck.IsOneOf(given, accepted?.Split(',', StringSplitOptions.RemoveEmptyEntries), (one, other) =>
        {
            lengths.Add((one.Length, other.Length));
            return CryptographicOperations.FixedTimeEquals(one, other);
        }).ShouldBe(expected);
        lengths.ShouldBe([(32, 32), (32, 32)]);
        SecretCheck.IsOneOf(given, accepted?.Split(',', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(expected);
    }
}
