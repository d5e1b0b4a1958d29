using System.Text.Json;
using Connector.Abstractions;

namespace AcmeShop;

/// <summary>The shop: a JSON file with a list of items. Your shop's HTTP client or database stands here instead.</summary>
internal sealed class ItemFile(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>All items, or an exception that says what is wrong: never a shorter list.</summary>
    public async Task<List<Item>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<List<Item>>(stream, Json, cancellationToken) ?? throw new JsonException("The file says null.");
        }
        catch (JsonException exception)
        {
            throw new StoreException(StoreFailure.Protocol, $"{path} is not the JSON that was expected. Perhaps it is being written; the connector tries again.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException(StoreFailure.Unauthorized, $"The connector may not use {path}. Let its account read the file and write to the folder.", exception);
        }
        catch (IOException exception)
        {
            throw new StoreException(StoreFailure.Unreachable, $"{path} cannot be read now. The connector tries again.", exception);
        }
    }

    /// <summary>Writes beside the file and puts the new one in its place: whoever reads sees the old one or the new one.</summary>
    public async Task WriteAsync(List<Item> items, CancellationToken cancellationToken)
    {
        var temporary = path + ".tmp";
        try
        {
            await using (var stream = File.Create(temporary))
                await JsonSerializer.SerializeAsync(stream, items, Json, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException(StoreFailure.Unauthorized, $"The connector may not write {path}. Let its account write to the folder.", exception);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
