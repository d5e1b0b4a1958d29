using Connector.Abstractions;
using Connector.Adapters.Sql;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;

[assembly: StoreAdapter(typeof(SqlAdapterFactory), ContractVersion.Current)]

namespace Connector.Adapters.Sql;

/// <summary>Makes adapters for sites of own development that keep their stock in a table: <c>"adapter": "sql"</c>.</summary>
public sealed class SqlAdapterFactory : StoreAdapterFactory<SqlOptions>
{
    /// <inheritdoc />
    public override string Name => "sql";

    /// <inheritdoc />
    protected override IStoreAdapter Create(StoreContext context, SqlOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        return new SqlAdapter(context, options, Dialect.Of(context, options));
    }
}
