namespace Fixture;

public static class Nothing
{
    public static FixtureAdapter Make() => new(() => "");
}
