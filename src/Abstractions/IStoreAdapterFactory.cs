namespace Connector.Abstractions;

/// <summary>
/// How the host makes adapters of one kind. Derive from <see cref="StoreAdapterFactory{TOptions}"/> instead of implementing
/// this: it ties the options' type to the adapter.
/// </summary>
public interface IStoreAdapterFactory
{
    /// <summary>What adapters.json says under <c>"adapter"</c>: lower-case letters, digits and <c>-</c>.</summary>
    string Name { get; }

    /// <summary>The options' class. The host binds, validates and describes it; see <see cref="StoreAdapterFactory{TOptions}"/>.</summary>
    Type OptionsType { get; }

    /// <summary>Makes the adapter of one store. Makes no call to the store yet.</summary>
    /// <param name="context">What the host lends to this store.</param>
    /// <param name="options">Bound and validated options, an instance of <see cref="OptionsType"/>.</param>
    /// <returns>A new adapter, which the host disposes.</returns>
    /// <exception cref="StoreException">The options contradict each other in a way that annotations cannot say.</exception>
    IStoreAdapter Create(StoreContext context, object options);
}
