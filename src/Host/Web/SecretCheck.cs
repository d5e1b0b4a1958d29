using System.Security.Cryptography;
using System.Text;

namespace Connector.Host.Web;

/// <summary>
/// Compares secrets that came with a request. The work is the same whatever comes: as many comparisons, each of two hashes of
/// the same length, for a right secret, a wrong one and one for a name that is not there. The time of an answer tells nothing.
/// </summary>
internal static class SecretCheck
{
    /// <summary>The most secrets that one name has: the old and the new one while they are changed over.</summary>
    public const int Most = 2;

    // Of no known secret: what is compared where there is none to compare with.
    private static readonly byte[] Nobody = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <summary>Compares two hashes in a time that does not depend on where they differ.</summary>
    internal delegate bool Comparison(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other);

    /// <summary>Whether a secret is one of those that are accepted.</summary>
    /// <param name="given">The secret that came.</param>
    /// <param name="accepted">One or two; <see langword="null"/> or empty where there are none.</param>
    public static bool IsOneOf(string given, IReadOnlyList<string>? accepted) => IsOneOf(given, accepted, CryptographicOperations.FixedTimeEquals);

    internal static bool IsOneOf(string given, IReadOnlyList<string>? accepted, Comparison compare)
    {
        var hash = Hash(given);
        var isSame = false;
        for (var i = 0; i < Most; i++)
        {
            // Hashed in any case: the work for a secret that is not there is done for the given one.
            var expected = Hash(i < accepted?.Count ? accepted[i] : given);
            isSame |= compare(hash, i < accepted?.Count ? expected : Nobody);
        }

        return isSame;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
