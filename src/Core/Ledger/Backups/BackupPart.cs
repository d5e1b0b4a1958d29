namespace Connector.Core.Ledger.Backups;

/// <summary>One database of a backup.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, hexadecimal.</param>
/// <param name="Version">The version of the scripts that made it.</param>
public sealed record BackupPart(long Bytes, string Sha256, long Version);
