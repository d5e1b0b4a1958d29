using CsCheck;
using Connector.Core.Stock;
using Connector.Host.Language;

namespace Connector.Host.Tests.Language;

/// <summary>Finished English texts are recognised and said in another language.</summary>
public sealed class MessageTranslatorTests
{
    private static readonly string[] Awkward = ["{0}", "{", "}}", "“", "`", " from ", "offers read from", ""];

    private static readonly MessageTranslator Translator = new(new Dictionary<string, string>
    {
        ["{0} offers read from {1}"] = "з {1} прочитано оферів: {0}",
        ["There is no store “{0}”: {1}"] = "Магазину «{0}» немає: {1}",
        ["the nearest is {0}"] = "найближчий — {0}",
        ["the site is closed"] = "сайт зачинено",
        ["{0}: {1}"] = "це підійшло б до всього: {0} {1}",
        ["a list {{…}} of {0}"] = "список {{…}} з {0}",
        ["a list {{…}}"] = "список {{…}}",
        ["Run `connector sync {0}` again."] = "Виконайте `connector sync {0}` ще раз.",
        ["A sentence about nothing."] = "Речення ні про що.",
        ["shop"] = "магазин",
    });

    [Theory]
    [InlineData("12 offers read from keyCRM", "з keyCRM прочитано оферів: 12")]
    [InlineData("There is no store “shop”: the nearest is shop", "Магазину «shop» немає: найближчий — shop")]
    [InlineData("There is no store “the site is closed”: the site is closed", "Магазину «the site is closed» немає: сайт зачинено")]
    [InlineData("a list {…} of 3", "список {…} з 3")]
    [InlineData("a list {…}", "список {…}")]
    [InlineData("Run `connector sync the site is closed` again.", "Виконайте `connector sync the site is closed` ще раз.")]
    [InlineData("the site is closed.", "сайт зачинено.")]
    [InlineData("A sentence about nothing", "Речення ні про що")]
    [InlineData("the site is closed; the nearest is a", "сайт зачинено; найближчий — a")]
    [InlineData("the site is closed\nunknown words here", "сайт зачинено\nunknown words here")]
    [InlineData("A sentence about nothing. 3 offers read from x", "Речення ні про що. з x прочитано оферів: 3")]
    [InlineData("unknown words: {0} and {x", "unknown words: {0} and {x")]
    [InlineData("shop", "магазин")]
    [InlineData("", "")]
    public void What_is_known_is_translated_and_the_rest_stays(string english, string ukrainian) => Translator.Translate(english).ShouldBe(ukrainian);

    [Fact]
    public void Whatever_stands_in_the_holes_comes_through()
    {
        // Values of other programs: braces, quotes, templates' own words, nothing.
        Gen.OneOf(Gen.String, Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i])).Array[2].Sample(values =>
        {
            var translated = Translator.Translate($"There is no store “{values[0]}”: x{values[1].Replace(' ', '_')}x");
            return translated.StartsWith("Магазину «", StringComparison.Ordinal) && translated.Contains(values[0].Split("”: ")[0], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_reason_of_every_rule_is_said_without_a_word_of_English()
    {
        var rules = Gen.Select(Gen.Bool, Gen.Enum<ReservePolicy>(), Gen.Int[0, 3], Gen.Int[0, 4], Gen.Enum<FractionPolicy>())
            .Select((chosen, reserve, buffer, most, fraction) => new StockRule
            {
                Warehouses = chosen ? [1, 4] : null, Reserve = reserve, Buffer = buffer, Max = most == 0 ? null : most, Fraction = fraction,
            });
        var quantities = Gen.Int[-10, 40].Select(tenths => tenths / 4m);
        Gen.Select(rules, quantities, quantities).Sample((rule, quantity, reserve) =>
        {
            var level = new Level
            {
                Offer = 1, Sku = "A", Quantity = quantity, Reserve = reserve, Observation = new Observation(1, DateTimeOffset.UnixEpoch),
                Warehouses = [new WarehouseLevel(1, quantity, reserve), new WarehouseLevel(4, 0, 0)],
            };
            var ukrainian = Words.Of("uk").Translate(new StockCalculator(rule, sku => sku).Explain(level, "A"));
            return !ukrainian.Any(char.IsAsciiLetter);
        }, iter: 5_000);
    }

    [Theory]
    [InlineData("12 in 4 − 1 reserved − 1 buffer = 10")]
    [InlineData("0.5 in 1,4 = 0.5")]
    [InlineData("shop-ua: it sets 30 of 60 listings in stock to zero (limit 30%)")]
    [InlineData("keyCRM account main: page 1 of the stocks could not be read: 401, the API key is refused. Copy it anew from keyCRM: Settings → General → API key.")]
    public void The_engines_own_texts_are_known(string english)
    {
        var ukrainian = Words.Of("uk").Translate(english);
        ukrainian.ShouldNotBe(english);
        foreach (var number in english.Split(' ').Where(word => int.TryParse(word, out _)))
            ukrainian.ShouldContain(number);
    }
}
