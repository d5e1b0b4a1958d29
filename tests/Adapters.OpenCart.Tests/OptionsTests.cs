using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Connector.Abstractions;

namespace Connector.Adapters.OpenCart.Tests;

public sealed class OptionsTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    [Fact]
    public void The_assembly_names_one_factory_of_the_current_contract()
    {
        var entry = typeof(OpenCartAdapterFactory).Assembly.GetCustomAttributes<StoreAdapterAttribute>().ShouldHaveSingleItem();

        entry.Contract.ShouldBe(ContractVersion.Current);
        ((IStoreAdapterFactory)Activator.CreateInstance(entry.Factory)!).Name.ShouldBe("opencart");
    }

    [Fact]
    public void Every_option_is_described_and_the_connection_string_is_a_secret()
    {
        foreach (var property in typeof(OpenCartOptions).GetProperties().Concat(typeof(OpenCartVariantOptions).GetProperties()))
            property.GetCustomAttribute<DescriptionAttribute>()?.Description.ShouldNotBeNullOrWhiteSpace(property.Name);

        typeof(OpenCartOptions).GetProperty(nameof(OpenCartOptions.ConnectionString))!
            .GetCustomAttribute<DataTypeAttribute>()!.DataType.ShouldBe(DataType.Password);
    }

    [Fact]
    public void The_words_of_the_configuration_are_read()
    {
        var options = JsonSerializer.Deserialize<OpenCartOptions>(
            """{ "connectionString": "x", "sku": "product_code", "variants": { "rollUp": "master+options" } }""", Json)!;

        options.Sku.ShouldBe(SkuChoice.ProductCode);
        options.Variants.RollUp.ShouldBe(VariantRollUp.MasterAndOptions);
        (options.Prefix, options.OptionSku, options.TouchDateModified, options.OptionRollUp).ShouldBe(("oc_", "auto", true, true));
    }

    [Theory]
    [InlineData("prefix", "oc-")]
    [InlineData("prefix", "`; DROP TABLE x; --")]
    [InlineData("optionSku", "sku; --")]
    [InlineData("timeZone", "+2")]
    [InlineData("timeZone", "'; --")]
    [InlineData("connectionString", "Server=localhost")]
    [InlineData("connectionString", "")]
    public void A_value_that_cannot_be_right_is_refused(string option, string value)
    {
        Faults(option, value).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("prefix", "")]
    [InlineData("prefix", "ocv4_2")]
    [InlineData("optionSku", "none")]
    [InlineData("optionSku", "my_sku")]
    [InlineData("timeZone", "+02:00")]
    [InlineData("timeZone", "Europe/Kyiv")]
    public void A_value_that_may_be_right_is_taken(string option, string value)
    {
        Faults(option, value).ShouldBeEmpty();
    }

    private static List<ValidationResult> Faults(string option, string value)
    {
        var options = new OpenCartOptions { ConnectionString = "Server=localhost;Database=shop;User ID=u;Password=p" };
        typeof(OpenCartOptions).GetProperty(option, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!.SetValue(options, value);
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults;
    }
}
