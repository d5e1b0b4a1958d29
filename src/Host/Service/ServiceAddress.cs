using System.Net;

namespace Connector.Host.Service;

/// <summary>Where the running service can be asked from this machine: a file in the state folder while it runs.</summary>
internal sealed class ServiceAddress : IDisposable
{
    private const string Name = "service.address";

    private readonly string file;

    private ServiceAddress(string file) => this.file = file;

    /// <summary>Notes where the service listens; forgotten when disposed.</summary>
    public static ServiceAddress Note(string stateFolder, Uri listens)
    {
        var file = Path.Combine(stateFolder, Name);
        var isAny = listens.Host is "0.0.0.0" or "[::]" or "*";
        File.WriteAllText(file, new UriBuilder(listens) { Host = isAny ? IPAddress.Loopback.ToString() : listens.Host }.Uri.AbsoluteUri);
        return new ServiceAddress(file);
    }

    /// <summary>What was noted; perhaps by a service that was killed.</summary>
    public static Uri? Read(string stateFolder)
    {
        try
        {
            return Uri.TryCreate(File.ReadAllText(Path.Combine(stateFolder, Name)), UriKind.Absolute, out var address) ? address : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it finds that nobody holds the service's lease.
        }
    }
}
