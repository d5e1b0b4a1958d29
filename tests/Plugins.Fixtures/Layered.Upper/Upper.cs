namespace Fixture;

public class Upper : Lower
{
}
