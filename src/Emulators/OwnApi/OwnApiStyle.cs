namespace Connector.Emulators.OwnApi;

/// <summary>The manners of a site's own API.</summary>
public enum OwnApiStyle
{
    /// <summary>Plain REST: <c>/products</c>, <c>PUT /products/{id}</c>, and a batch <c>POST /stock</c> with a log for each article.</summary>
    Rest,

    /// <summary>As Horoshop: POST alone, the token in the body, 200 for everything.</summary>
    HoroshopLike,

    /// <summary>As Prom.ua: a bearer token, products by external id, presence and quantity side by side.</summary>
    PromLike,

    /// <summary>GraphQL: one address, errors under status 200.</summary>
    GraphQl,
}
