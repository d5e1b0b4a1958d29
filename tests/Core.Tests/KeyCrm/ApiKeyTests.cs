using Connector.Core.KeyCrm;

namespace Connector.Core.Tests.KeyCrm;

public sealed class ApiKeyTests
{
    [Theory]
    [InlineData("  abc123==\n")]
    [InlineData("\"abc123==\"")]
    [InlineData("Bearer abc123==")]
    [InlineData("bearer  'abc123=='")]
    [InlineData("«Bearer abc123==»")]
    public void What_comes_along_with_a_pasted_key_is_taken_off(string pasted)
    {
        ApiKey.TryClean(pasted, out var key, out _).ShouldBeTrue();
        key.ShouldBe("abc123==");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("Bearer ")]
    public void An_empty_key_is_no_key(string? pasted)
    {
        ApiKey.TryClean(pasted, out _, out var fault).ShouldBeFalse();
        fault.ShouldContain("empty");
    }

    [Fact]
    public void A_letter_that_only_looks_Latin_is_named()
    {
        ApiKey.TryClean("abсdef", out _, out var fault).ShouldBeFalse();
        fault.ShouldContain("character 3");
        fault.ShouldContain("Cyrillic");
        fault.ShouldNotContain("abсdef");
    }
}
