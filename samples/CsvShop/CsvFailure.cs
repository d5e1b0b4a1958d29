using System.Text;
using Connector.Abstractions;

namespace CsvShop;

/// <summary>Says what a failure of the file system means to the connector: wait, or call a person.</summary>
internal static class CsvFailure
{
    /// <summary>Null where the exception is no failure of the file.</summary>
    public static StoreException? Translate(string path, Exception exception) => exception switch
    {
        StoreException => null,
        FileNotFoundException or DirectoryNotFoundException =>
            new StoreException(StoreFailure.Unreachable, $"There is no file {path}. Correct path, or wait until the shop has exported it: the connector tries again.", exception),
        UnauthorizedAccessException =>
            new StoreException(StoreFailure.Unauthorized, $"The connector may not use {path}. Let its account read the file and write to the folder.", exception),
        IOException =>
            new StoreException(StoreFailure.Unreachable, $"{path} cannot be used now ({exception.Message.TrimEnd('.')}). If it is open in a spreadsheet, close it: the connector tries again.", exception),
        DecoderFallbackException =>
            new StoreException(StoreFailure.Misconfigured, $"{path} is not in the encoding that the options say. Set encoding to windows-1251, or save the file as UTF-8.", exception),
        _ => null,
    };
}
