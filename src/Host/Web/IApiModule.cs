namespace Connector.Host.Web;

/// <summary>Endpoints under <c>/api/v1</c>. The access rule has been applied before any of them is called.</summary>
internal interface IApiModule
{
    /// <summary>Adds the endpoints.</summary>
    /// <param name="api">The group <c>/api/v1</c>.</param>
    void Map(RouteGroupBuilder api);
}
