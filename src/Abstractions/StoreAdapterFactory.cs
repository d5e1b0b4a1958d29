namespace Connector.Abstractions;

/// <summary>The base of every plug-in's factory.</summary>
/// <typeparam name="TOptions">
/// A plain class with public settable properties and data annotations (<c>[Required]</c>, <c>[Range]</c>,
/// <c>[Description]</c>…). JSON names are the properties' in camel case. The host binds it (an unknown key is an error),
/// validates it, and makes the JSON schema of it. Mark secrets with <c>[DataType(DataType.Password)]</c>: the host keeps
/// such values out of every output. A class that implements
/// <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/> is asked too.
/// </typeparam>
public abstract class StoreAdapterFactory<TOptions> : IStoreAdapterFactory
    where TOptions : class, new()
{
    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public Type OptionsType => typeof(TOptions);

    /// <inheritdoc />
    public IStoreAdapter Create(StoreContext context, object options)
    {
        ArgumentNullException.ThrowIfNull(context);
        return options is TOptions typed
            ? Create(context, typed)
            : throw new ArgumentException($"Expected options of type {typeof(TOptions)}.", nameof(options));
    }

    /// <summary>Makes the adapter of one store. Makes no call to the store yet.</summary>
    /// <param name="context">What the host lends to this store.</param>
    /// <param name="options">Bound and validated.</param>
    /// <returns>A new adapter, which the host disposes.</returns>
    /// <exception cref="StoreException">The options contradict each other in a way that annotations cannot say.</exception>
    protected abstract IStoreAdapter Create(StoreContext context, TOptions options);
}
