namespace Connector.Abstractions;

/// <summary>
/// Names a plug-in's entry point: <c>[assembly: StoreAdapter(typeof(AcmeFactory), ContractVersion.Current)]</c>. A plug-in
/// may name several factories, each with another <see cref="IStoreAdapterFactory.Name"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class StoreAdapterAttribute : Attribute
{
    /// <summary>Names an entry point.</summary>
    /// <param name="factory">A public class with a public constructor without parameters that implements <see cref="IStoreAdapterFactory"/>.</param>
    /// <param name="contract"><see cref="ContractVersion.Current"/>, copied into the plug-in when it is compiled.</param>
    public StoreAdapterAttribute(Type factory, int contract)
    {
        Factory = factory;
        Contract = contract;
    }

    /// <summary>The factory's class.</summary>
    public Type Factory { get; }

    /// <summary>The contract version the plug-in was compiled against.</summary>
    public int Contract { get; }
}
