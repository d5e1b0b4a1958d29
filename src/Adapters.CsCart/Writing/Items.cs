using System.Globalization;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.CsCart.Api;
using Connector.Adapters.CsCart.Listings;

namespace Connector.Adapters.CsCart.Writing;

/// <summary>Single rows of the shop: reading one, setting its stock and nothing else.</summary>
internal sealed class Items(ShopClient client, int? companyId)
{
    /// <summary>The API that is spoken to, for failures.</summary>
    public ShopClient Client => client;

    /// <summary>A row as it is now; <see langword="null"/> if the shop has none.</summary>
    /// <exception cref="StoreException">The shop answered something else.</exception>
    public async Task<ShopRow?> ReadAsync(ItemRef item, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(item.Route, cancellationToken).ConfigureAwait(false);
        if ((int)answer.Status == 404 && answer.Json is not null)
            return null;
        if (!answer.IsGood)
            throw ShopFailures.Of(answer, client);
        var row = ShopRow.Of(answer.Json!.Value, item.Kind);
        return row.Ref == item ? row : throw ShopFailures.Shape($"asked for {item.Listing}, the shop answered with {row.Ref.Listing}");
    }

    /// <summary>Whether a row belongs to the configured company.</summary>
    public async Task<bool> IsOursAsync(ShopRow row, CancellationToken cancellationToken)
    {
        if (companyId is not { } id)
            return true;
        // A combination does not say whose it is; its product does.
        var owner = row.Company.Length == 0 && row.Parent.Length > 0
            ? await ReadAsync(new ItemRef(ItemKind.Product, row.Parent), cancellationToken).ConfigureAwait(false)
            : row;
        return owner?.Company == id.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Sends a number. Text, as the shop's documentation has it; 0 is sent like any other.</summary>
    public Task<ShopAnswer> PutAsync(ItemRef item, decimal amount, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("amount", amount.ToString("0", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return client.PutAsync(item.Route, body.ToArray(), cancellationToken);
    }
}
