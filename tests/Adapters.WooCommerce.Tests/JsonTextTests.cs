using System.Text;
using Connector.Adapters.WooCommerce.Api;
using CsCheck;

namespace Connector.Adapters.WooCommerce.Tests;

/// <summary>Finding the JSON in what a shop prints.</summary>
public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""[{"id":1}]""", """[{"id":1}]""")]
    [InlineData("\uFEFF{}", "{}")]
    [InlineData("<br />\n<b>Notice</b>: Undefined offset [0] in {closure} of <b>x.php</b> on line <b>3</b><br />\n[1]", "[1]")]
    [InlineData("Notice: Array [x] in x.php\n{\"a\":[]}\n<!-- [cached] -->", """{"a":[]}""")]
    [InlineData("[24-Nov-2026 10:00:00 UTC] PHP Warning: x\n[2]", "[2]")]
    [InlineData("[]\n<br />\n<b>Deprecated</b>: late", "[]")]
    // A page is none, whatever its scripts hold.
    [InlineData("<html><script>var a = {\"id\":1};</script></html>", "")]
    [InlineData("", "")]
    [InlineData("no JSON", "")]
    // What was cut short holds smaller values that are whole, and none of them is the answer.
    [InlineData("""[{"id":1},{"id":2}""", "")]
    [InlineData("""{"update":[{"id":1}]""", "")]
    [InlineData("""[{"id":1,"images":[]""", "")]
    public void Find_WhatAShopPrints_IsTheWholeValueOrNothing(string body, string expected) =>
        Encoding.UTF8.GetString(JsonText.Find(Encoding.UTF8.GetBytes(body)).Span).ShouldBe(expected);

    [Fact]
    public void No_answer_that_was_cut_short_is_taken_for_one()
    {
        Gen.Select(Gen.Int[0, 5].Array[0, 8], Gen.Double[0, 1]).Sample((numbers, share) =>
        {
            var whole = Encoding.UTF8.GetBytes($"[{string.Join(',', numbers.Select(number => $$"""{"id":{{number}},"x":[{}]}"""))}]");
            JsonText.Find(whole).Length.ShouldBe(whole.Length);
            JsonText.Find(whole.AsMemory(0, (int)(whole.Length * share * 0.999))).Length.ShouldBe(0);
        });
    }
}
