using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Connector.Testing;

/// <summary>A real file system that is soon full, where this user, or sudo without a password, may mount one; elsewhere the test is skipped and says so.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();

    private SmallDisk()
    {
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => folder.Path;

    /// <summary>Mounts one.</summary>
    public static SmallDisk Mount(int kilobytes)
    {
        var disk = new SmallDisk();
        try
        {
            Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k"), "tmpfs", disk.Path);
            return disk;
        }
        catch (InvalidOperationException exception)
        {
            disk.folder.Dispose();
            Assert.Skip(exception.Message);
            throw;
        }
    }

    /// <summary>Makes it read-only.</summary>
    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    /// <summary>Makes it writable again.</summary>
    public void MakeWritable() => Run("mount", "-o", "remount,rw", Path);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        folder.Dispose();
    }

    private static void Run(params string[] command)
    {
        string[] all = Environment.IsPrivilegedProcess ? command : ["sudo", "-n", .. command];
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"`{string.Join(' ', all)}` failed: {error.Trim()} Tests with a full disk mount one: run them as root, or in a user namespace (unshare -rm ./test).");
    }
}
