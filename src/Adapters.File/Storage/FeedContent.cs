namespace Connector.Adapters.File.Storage;

/// <summary>A file as it was read.</summary>
/// <param name="Text">Its text, without a byte order mark.</param>
/// <param name="Fingerprint">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="HasBom">Whether it began with a byte order mark.</param>
internal sealed record FeedContent(string Text, string Fingerprint, bool HasBom);
