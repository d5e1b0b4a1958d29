using System.Net;
using System.Text.Json;

namespace Connector.Adapters.Http.Receiver;

/// <summary>What came back from a site.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The body, if it is JSON.</param>
/// <param name="Text">The beginning of the body, for messages.</param>
/// <param name="Location">Where a redirect points.</param>
/// <param name="RetryAfter">How long the site asked to be left alone.</param>
internal sealed record ReceiverAnswer(HttpStatusCode Status, JsonElement? Json, string Text, Uri? Location, TimeSpan? RetryAfter);
