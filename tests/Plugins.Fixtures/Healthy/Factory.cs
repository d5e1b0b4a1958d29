using System.Globalization;
using Connector.Abstractions;
using CsvHelper;
using Microsoft.Extensions.Logging;

[assembly: StoreAdapter(typeof(Fixture.Factory), ContractVersion.Current)]

namespace Fixture;

public sealed class Factory : StoreAdapterFactory<FixtureOptions>
{
    public override string Name => "healthy";

    protected override IStoreAdapter Create(StoreContext context, FixtureOptions options) => new FixtureAdapter(() =>
    {
        context.Logger.LogInformation("Asked in {Store}", context.StoreId.Value);
        using var reader = new CsvReader(new StringReader($"greeting\n{options.Greeting}\n"), CultureInfo.InvariantCulture);
        reader.Read();
        reader.Read();
        return $"{reader.GetField(0)} from CsvHelper {typeof(CsvReader).Assembly.GetName().Version!.Major}";
    });
}
