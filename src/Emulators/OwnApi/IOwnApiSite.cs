using Connector.Emulators.Http;
using Connector.Emulators.Shops;

namespace Connector.Emulators.OwnApi;

/// <summary>The manners of one kind of site.</summary>
internal interface IOwnApiSite
{
    /// <summary>Does what the request asks and answers it.</summary>
    Task<Reply> AnswerAsync(ShopCall call);
}
