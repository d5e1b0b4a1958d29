using Microsoft.Extensions.Logging;

namespace Fixture;

public static class Chatty
{
    public static string Describe() => new EventId(1, "chatty").ToString();
}
