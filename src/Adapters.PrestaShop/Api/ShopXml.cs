using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Linq;

namespace Connector.Adapters.PrestaShop.Api;

/// <summary>Reads XML as a shop sends it.</summary>
internal static class ShopXml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The root element.</summary>
    /// <exception cref="XmlException">The body is no XML.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> body)
    {
        using var stream = MemoryMarshal.TryGetArray(body, out var part) ? new MemoryStream(part.Array!, part.Offset, part.Count) : new MemoryStream(body.ToArray());
        using var reader = XmlReader.Create(stream, Settings);
        return XElement.Load(reader);
    }
}
