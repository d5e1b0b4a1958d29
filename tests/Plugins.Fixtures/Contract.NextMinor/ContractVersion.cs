namespace Connector.Abstractions;

public static class ContractVersion
{
    public const int Current = 2;
    public const int Oldest = 1;
}

public interface IPowerOfVersionTwo
{
}
