using System.ComponentModel.DataAnnotations;

namespace Connector.Samples.Tests;

public sealed class CsvShopOptionsTests
{
    [Fact]
    public void Options_WithAPath_AreEnough() => Validate(("Path", "stock.csv")).ShouldBeEmpty();

    [Theory]
    [InlineData("Path", "", "The Path field is required.")]
    [InlineData("Encoding", "utf-16", "encoding is utf-8 or windows-1251.")]
    [InlineData("Delimiter", "", "delimiter is one character, not a quote and not a line break: \",\", \";\" or \"\\t\".")]
    [InlineData("Delimiter", ";;", "delimiter is one character, not a quote and not a line break: \",\", \";\" or \"\\t\".")]
    [InlineData("Delimiter", "\"", "delimiter is one character, not a quote and not a line break: \",\", \";\" or \"\\t\".")]
    [InlineData("SkuColumn", "Quantity", "skuColumn and quantityColumn name the same column.")]
    public void Options_ThatMakeNoSense_AreRefused(string name, string value, string message) =>
        Validate(("Path", "stock.csv"), (name, value)).ShouldBe([message]);

    private static IEnumerable<string?> Validate(params (string Name, string Value)[] values)
    {
        var options = CsvShopFixture.Options(values);
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => result.ErrorMessage);
    }
}
