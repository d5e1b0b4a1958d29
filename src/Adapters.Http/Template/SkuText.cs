using System.Text;

namespace Connector.Adapters.Http.Template;

/// <summary>Texts that can be sent at all.</summary>
internal static class SkuText
{
    /// <summary>Whether a text is Unicode: half a character would arrive as another one, and so as another SKU.</summary>
    public static bool IsWhole(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }
}
