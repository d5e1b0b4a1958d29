using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Connector.Adapters.Http.Template.Placeholders;

namespace Connector.Adapters.Http.Template.Bodies;

/// <summary>A whole body.</summary>
internal sealed class BodyTemplate(BodyNode root)
{
    // Letters of every alphabet go as they are; quotes, backslashes and control characters are escaped all the same.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every placeholder in it.</summary>
    public IReadOnlyList<Placeholder> Placeholders { get; } =
    [
        .. root.All.OfType<TextNode>().SelectMany(static node => node.Text.Placeholders),
        .. root.All.OfType<EachNode>().SelectMany(static node => node.Key?.Placeholders ?? []),
    ];

    /// <summary>Whether it lists items.</summary>
    public bool HasEach { get; } = root.All.OfType<EachNode>().Any();

    /// <summary>Whether items are told apart by the names of members, which must differ.</summary>
    public bool IsKeyed { get; } = root.All.OfType<EachNode>().Any(static node => node.Key is not null);

    /// <summary>The bytes of the body.</summary>
    public byte[] Render(TemplateScope scope)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            root.Write(writer, scope);
        return buffer.WrittenSpan.ToArray();
    }
}
