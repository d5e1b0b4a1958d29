using Microsoft.AspNetCore.Http;

namespace Connector.Emulators.Http;

/// <summary>Puts a <see cref="Reply"/> on the wire, whole or broken as it says.</summary>
internal static class ReplyWriter
{
    public static async Task WriteAsync(HttpContext context, Reply reply, TimeProvider time, CancellationToken cancellationToken)
    {
        if (reply.Dropped)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = reply.Body.Length;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;

        var first = reply.CutAfter ?? (reply.StallFor > TimeSpan.Zero ? reply.Body.Length / 2 : reply.Body.Length);
        await context.Response.Body.WriteAsync(reply.Body[..first], cancellationToken);
        if (first == reply.Body.Length)
            return;

        // Flushed, so that the other side has begun to read when the rest fails to come.
        await context.Response.Body.FlushAsync(cancellationToken);
        if (reply.StallFor > TimeSpan.Zero)
            await Task.Delay(reply.StallFor, time, cancellationToken);

        // A cut answer ends here: Kestrel closes a connection that owes bytes, after what was written has gone out. Aborting
        // it instead would reset the connection and take back bytes that were sent already.
        if (reply.CutAfter is null)
            await context.Response.Body.WriteAsync(reply.Body[first..], cancellationToken);
    }
}
