using System.Globalization;
using Connector.Host.Configuration;

namespace Connector.Host.Alerts.Sources;

/// <summary>What may be wrong with the service itself: room on the disk, webhooks that cannot be stored, a configuration that is refused.</summary>
internal sealed class MachineAlerts(Func<ConnectorConfiguration> configuration, Func<string, long?> freeBytes, Func<string?> intakeTrouble, Func<string?> refused) : IAlertSource
{
    private const long Megabyte = 1024 * 1024;

    /// <inheritdoc />
    public IEnumerable<AlertCheck> Check()
    {
        yield return DiskLow();
        yield return AlertCheck.Of(AlertKind.IntakeStopped, "", intakeTrouble() is not null, "Webhooks cannot be stored",
            $"{intakeTrouble()} keyCRM is answered 503. What it told before is safe; changes of now arrive with the readings.");
        yield return AlertCheck.Of(AlertKind.ConfigurationRefused, "", refused() is not null, "The changed configuration is refused",
            $"{refused()} The old one stays in force. Mend the file; `connector check` shows every mistake.");
    }

    /// <summary>Bytes free on the disk of a folder; <see langword="null"/> where the system does not tell.</summary>
    public static long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // Cleared only with a tenth more, so that a disk at the limit is not told of again and again.
    private AlertCheck DiskLow()
    {
        var folder = configuration().StateFolder;
        var limit = configuration().Alerts.DiskFree;
        var free = freeBytes(folder);
        var status = free is null ? AlertStatus.Unknown : free < limit ? AlertStatus.Raised : free < limit + (limit / 10) ? AlertStatus.Unknown : AlertStatus.Clear;
        return new AlertCheck(AlertKind.DiskLow, "", status, "The disk is nearly full", string.Create(CultureInfo.InvariantCulture,
            $"{free / Megabyte} MB are free for {folder}. When nothing is free, webhooks are refused and nothing is written to stores; nothing is lost. Make room, or move the state folder."));
    }
}
