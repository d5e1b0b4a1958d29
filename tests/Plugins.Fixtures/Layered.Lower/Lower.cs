namespace Fixture;

public class Lower
{
    public virtual string Name => "lower";
}
