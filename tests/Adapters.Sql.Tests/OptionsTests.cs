using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Connector.Abstractions;
using Connector.Adapters.Sql.Options;

namespace Connector.Adapters.Sql.Tests;

public class OptionsTests
{
    [Fact]
    public void The_simple_form_needs_nothing_more_than_the_design_says() => Mistakes(Simple()).ShouldBeEmpty();

    [Theory]
    [InlineData("provider"), InlineData("connectionString"), InlineData("table"), InlineData("key"), InlineData("sku"), InlineData("quantity")]
    public void A_required_option_that_is_missing_is_named(string name)
    {
        SqlOptions options = Simple();
        typeof(SqlOptions).GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)!.SetValue(options, null);

        Mistakes(options).ShouldContain(m => m.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        SqlOptions options = Simple();
        options.Key = " ";
        options.Where = "deleted = 0 AND shop = @shop AND mail <> 'a@b'";
        options.Variants = new SqlVariantsOptions { Table = "sizes", Key = "id", Sku = "sku" };
        options.Set =
        [
            new SqlCompanionOptions { Column = "qty", From = "now" },
            new SqlCompanionOptions { Column = "live", From = "quantity>0", True = "1" },
            new SqlCompanionOptions { Column = "at", From = "later" },
            new SqlCompanionOptions { Column = "seen", From = "now", True = "1" },
        ];
        options.Params["quantity"] = "1";

        Mistakes(options).ShouldBe(
        [
            "key is required unless custom.read and custom.write are given.",
            "where names @shop, and params has no \"shop\".",
            "set[0].column: qty is key, sku, quantity or set already; a column is set once.",
            "set[1] needs both \"true\" and \"false\" with from = \"quantity>0\".",
            "set[2].from must be \"quantity>0\" or \"now\".",
            "set[3]: \"true\" and \"false\" have no meaning with from = \"now\".",
            "variants.quantity is required unless custom.read and custom.write are given.",
            "params: \"quantity\" cannot be a parameter: a letter, then letters, digits and _; not ref, quantity or sku.",
        ]);
    }

    [Fact]
    public void Own_sql_stands_alone_and_whole()
    {
        SqlOptions options = Simple();
        options.Custom = new SqlCustomOptions { Read = "SELECT 1 WHERE @shop = 1", Write = "UPDATE x SET y = @quantity" };

        string[] mistakes = Mistakes(options);

        mistakes.ShouldContain("custom.write must name @ref and @quantity.");
        mistakes.ShouldContain("custom.read names @shop, and params has no \"shop\".");
        mistakes.ShouldContain(m => m.StartsWith("table has no meaning", StringComparison.Ordinal));
        options.Custom = new SqlCustomOptions { Write = "UPDATE x SET y = @quantity WHERE z = @ref" };
        Mistakes(options).ShouldContain(m => m.StartsWith("custom.write needs custom.read", StringComparison.Ordinal));
        options.Custom = new SqlCustomOptions { AfterBatch = "CALL refresh()" };
        Mistakes(options).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"x\"", "x"), InlineData("12", "12"), InlineData("true", "1"), InlineData("false", "0"), InlineData("[1]", null), InlineData("null", null)]
    public void A_single_value_may_stand_as_text_number_or_truth(string json, string? text) =>
        Scalar.Text(JsonDocument.Parse(json).RootElement).ShouldBe(text);

    [Theory]
    [InlineData(0), InlineData(501)]
    public void A_batch_is_of_1_to_500_rows(int size)
    {
        SqlOptions options = Simple();
        options.BatchSize = size;

        Mistakes(options).ShouldHaveSingleItem().ShouldContain("BatchSize");
    }

    [Fact]
    public void Every_option_is_described_and_the_secret_is_marked()
    {
        Type[] types = [typeof(SqlOptions), typeof(SqlTableOptions), typeof(SqlVariantsOptions), typeof(SqlCompanionOptions), typeof(SqlCustomOptions)];

        types.SelectMany(t => t.GetProperties()).Where(p => p.GetCustomAttribute<DescriptionAttribute>() is null).ShouldBeEmpty();
        typeof(SqlOptions).GetProperty(nameof(SqlOptions.ConnectionString))!.GetCustomAttribute<DataTypeAttribute>()!.DataType.ShouldBe(DataType.Password);
    }

    [Fact]
    public void The_plug_in_names_its_factory()
    {
        StoreAdapterAttribute entry = typeof(SqlAdapterFactory).Assembly.GetCustomAttribute<StoreAdapterAttribute>()!;

        entry.Factory.ShouldBe(typeof(SqlAdapterFactory));
        entry.Contract.ShouldBe(ContractVersion.Current);
        new SqlAdapterFactory().Name.ShouldBe("sql");
    }

    private static SqlOptions Simple() => new()
    {
        Provider = "postgres",
        ConnectionString = "Host=x",
        Table = "goods",
        Key = "id",
        Sku = "article",
        Quantity = "qty",
    };

    // Annotations first, then the object's own check: Validator leaves out the second while the first finds something.
    private static string[] Mistakes(SqlOptions options)
    {
        var results = new List<ValidationResult>();
        var context = new ValidationContext(options);
        if (Validator.TryValidateObject(options, context, results, validateAllProperties: true))
            return [];
        return [.. results.Select(r => r.ErrorMessage!)];
    }
}
