using System.Net.Sockets;

namespace Connector.Testing;

/// <summary>Whether a Docker engine can be talked to.</summary>
internal static class DockerEngine
{
    /// <summary>Asks where <c>DOCKER_HOST</c> points, else the usual socket.</summary>
    public static async Task<bool> AnswersAsync()
    {
        string host = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } named ? named : "unix:///var/run/docker.sock";
        if (!Uri.TryCreate(host, UriKind.Absolute, out Uri? address))
            return false;
        try
        {
            using var socket = address.Scheme == "unix"
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (address.Scheme == "unix")
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath));
            else
                await socket.ConnectAsync(address.Host, address.Port);
            await socket.SendAsync("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"u8.ToArray());
            byte[] answer = new byte[12];
            int read = await socket.ReceiveAsync(answer);
            return answer.AsSpan(0, read).EndsWith("200"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
