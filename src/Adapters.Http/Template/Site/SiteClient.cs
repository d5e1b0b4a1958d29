using System.Net.Http.Headers;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Http.Template.Placeholders;
using Connector.Adapters.Http.Template.Urls;

namespace Connector.Adapters.Http.Template.Site;

/// <summary>Sends a site's requests and takes its answers, within the template's limits.</summary>
internal sealed class SiteClient(
    StoreContext context, SiteAddress address, SiteSigner signer, SiteErrors errors, IReadOnlyDictionary<string, string> headers, TimeSpan timeout)
{
    private const int MaxAnswer = 64 * 1024 * 1024;

    /// <summary>What answers mean.</summary>
    public SiteErrors Errors => errors;

    /// <summary>The request in words, without its query and its values: <c>PUT /products/7</c>.</summary>
    public static string Describe(RequestTemplate request, Uri to) => $"{request.Method} {to.AbsolutePath}";

    /// <summary>Where a request goes.</summary>
    /// <exception cref="TemplateValueException">A value cannot stand in the path.</exception>
    public Uri Address(RequestTemplate request, TemplateScope scope) => address.Below(request.Url.Render(scope));

    /// <summary>The address that an answer gave for its next page.</summary>
    /// <exception cref="StoreException">It leads to another host.</exception>
    public Uri Follow(Uri from, string link) => address.Follow(from, link)
        ?? throw errors.Fail(StoreFailure.Misconfigured, $"the answer's link to the next page leads to another host ({errors.Clean(Host(link))}); the connector asks no host but that of url. Mend the site's own address in its settings, or page by number.");

    /// <summary>Sends a request; a failure of the call as a whole is thrown.</summary>
    public async Task<SiteAnswer> AskAsync(RequestTemplate request, TemplateScope scope, Uri to, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(request, scope, to, cancellationToken).ConfigureAwait(false);
        try
        {
            return errors.Judge(answer, request.Success, Describe(request, to)) is { } failure ? throw failure : answer;
        }
        catch (StoreException)
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and leaves the judging to the caller.</summary>
    /// <exception cref="StoreException">There was no whole answer.</exception>
    public async Task<SiteAnswer> SendAsync(RequestTemplate request, TemplateScope scope, Uri to, CancellationToken cancellationToken)
    {
        var body = request.Body?.Render(scope);
        using var message = new HttpRequestMessage(request.Method, to);
        message.Headers.Accept.ParseAdd("application/json");
        foreach (var (name, value) in headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        signer.Sign(message, body);
        using var clock = new CancellationTokenSource(timeout, context.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        var what = Describe(request, to);
        try
        {
            using var response = await context.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            var content = await ReadAsync(response.Content, what, both.Token).ConfigureAwait(false);
            return Take(response, to, content);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreException(StoreFailure.Unreachable, $"{context.StoreId}: {what} was not answered within {timeout.TotalSeconds:0} s. What the site did with it is not known; the connector tries again.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new StoreException(StoreFailure.Unreachable, $"{context.StoreId}: {what} brought no whole answer: {errors.Clean(exception.Message)} The connector tries again.", exception);
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, string what, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var chunk = new byte[81920];
            for (int read; (read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                if (buffer.Length + read > MaxAnswer)
                    throw errors.Fail(StoreFailure.Protocol, $"{what} brought more than {MaxAnswer / 1024 / 1024} MB. Ask for smaller pages (read.paging.limit).");
                buffer.Write(chunk, 0, read);
            }
        }

        return buffer.ToArray();
    }

    private SiteAnswer Take(HttpResponseMessage response, Uri to, byte[] content)
    {
        ReadOnlyMemory<byte> body = content;
        // Files saved by Windows editors put a byte order mark before what PHP prints.
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        return new SiteAnswer
        {
            Status = (int)response.StatusCode,
            Address = to,
            Headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
            Body = body,
            Json = Parse(body),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > context.TimeProvider.GetUtcNow() ? date - context.TimeProvider.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Host(string link) => Uri.TryCreate(link, UriKind.Absolute, out var to) ? to.Host : "no address at all";
}
