namespace Connector.Emulators.PrestaShop.Webservice;

/// <summary>What hangs on an entity, in an answer.</summary>
/// <param name="Association">Its kind.</param>
/// <param name="Rows">Each row's names and ids.</param>
internal sealed record OutputAssociation(ResourceAssociation Association, IReadOnlyList<(string Name, int Value)[]> Rows);
