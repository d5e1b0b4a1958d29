using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Connector.EndToEnd.Tests;

/// <summary>What systemd hears from the service, over the socket that it gives it.</summary>
public sealed class SupervisionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_when_it_is_ready_that_it_goes_on_and_that_it_stops()
    {
        await using var world = await SiteWorld.CreateAsync(5);
        world.ListenSomewhere();
        var path = Path.Combine(world.Folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        world.Environment["NOTIFY_SOCKET"] = path;
        using var service = world.Start("run");
        (await HearAsync(socket)).ShouldBe("READY=1");
        (await HearAsync(socket)).ShouldBe("WATCHDOG=1");
        using var kill = Process.Start("kill", ["-TERM", service.Id.ToString(CultureInfo.InvariantCulture)]);
        string heard;
        do
            heard = await HearAsync(socket);
        while (heard == "WATCHDOG=1");
        heard.ShouldBe("STOPPING=1");
        await service.WaitForExitAsync(Token);
        service.ExitCode.ShouldBe(0);
    }

    private static async Task<string> HearAsync(Socket socket)
    {
        var buffer = new byte[256];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        var length = await socket.ReceiveAsync(buffer, SocketFlags.None, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, length).Trim();
    }
}
