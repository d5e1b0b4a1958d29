namespace Connector.Host.Web;

/// <summary>Endpoints for persons, at the root. The access rule has been applied before any of them is called.</summary>
internal interface IPageModule
{
    /// <summary>Adds the endpoints.</summary>
    void Map(IEndpointRouteBuilder routes);
}
