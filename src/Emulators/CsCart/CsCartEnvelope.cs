namespace Connector.Emulators.CsCart;

/// <summary>What stands around the rows of a product list.</summary>
public enum CsCartEnvelope
{
    /// <summary><c>{"products":[…],"params":{…}}</c>, as API 2.0 answers.</summary>
    Params = 0,

    /// <summary><c>{"products":[…],"search":{…}}</c>, as one page of the documentation has it.</summary>
    Search,

    /// <summary><c>[…]</c>, as the Russian documentation prints it: nothing tells how many there are.</summary>
    BareArray,
}
