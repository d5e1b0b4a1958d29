using System.Text.Json;
using Connector.Adapters.Sql.Dialects;
using Connector.Adapters.Sql.Options;
using Connector.Adapters.Sql.Schema;
using Connector.Adapters.Sql.Values;
using Microsoft.Data.SqlClient;

namespace Connector.Adapters.Sql.Tests;

/// <summary>What can be known of SQL Server's statements without a server; the theories run on one where CONNECTOR_TEST_SQLSERVER names it.</summary>
public class SqlServerSqlTests
{
    private static readonly SqlServerDialect Dialect = new(new SqlOptions { ConnectionString = "Server=x" });

    [Fact]
    public void A_batch_is_one_statement_with_one_parameter_for_all_rows()
    {
        using var command = new SqlCommand();

        string sql = Dialect.UpdateSql(command, Goods(), [Write("a'b", 7), Write("c", 0)]);

        sql.ShouldBe(
            """
            DECLARE @_met TABLE (_key nvarchar(40) COLLATE Cyrillic_General_CI_AS);
            UPDATE [dbo].[go]]ods]
            SET [qty] = _new._quantity,
                [live] = CASE WHEN [live] IN (@_o0_0, @_o0_1) THEN CASE WHEN _new._positive = 1 THEN @_t0 ELSE @_f0 END ELSE [live] END,
                [at] = SYSDATETIME()
            OUTPUT inserted.[code] INTO @_met
            FROM [dbo].[go]]ods]
            INNER JOIN OPENJSON(@_rows)
                WITH (_key nvarchar(40) COLLATE Cyrillic_General_CI_AS '$.k', _quantity nvarchar(64) '$.q', _positive bit '$.p') AS _new
                ON [code] = _new._key
            WHERE (deleted = 0
            );
            SELECT COUNT(*) FROM @_met;
            """);
        JsonDocument.Parse((string)command.Parameters["@_rows"].Value).RootElement.EnumerateArray()
            .Select(r => (r.GetProperty("k").GetString(), r.GetProperty("q").GetString(), r.GetProperty("p").GetBoolean()))
            .ShouldBe([("a'b", "7", true), ("c", "0", false)]);
        command.Parameters["@_t0"].Value.ShouldBe(1L);
    }

    [Fact]
    public void A_list_is_one_parameter()
    {
        using var command = new SqlCommand();

        Dialect.In(command, "[id]", "bigint", "_k", [12L, 13L])
            .ShouldBe("[id] IN (SELECT _value FROM OPENJSON(@_k) WITH (_value bigint '$.v'))");
        command.Parameters["@_k"].Value.ShouldBe("""[{"v":"12"},{"v":"13"}]""");
    }

    [Theory]
    [InlineData(1205, nameof(Fault.Busy)), InlineData(1222, nameof(Fault.Busy)), InlineData(18456, nameof(Fault.Unauthorized)), InlineData(229, nameof(Fault.Unauthorized))]
    [InlineData(208, nameof(Fault.Misconfigured)), InlineData(4060, nameof(Fault.Misconfigured)), InlineData(547, nameof(Fault.Row)), InlineData(50001, nameof(Fault.Row)), InlineData(53, nameof(Fault.Unreachable))]
    public void Error_numbers_mean_what_they_mean(int number, string fault) => SqlServerDialect.Classify(number).ToString().ShouldBe(fault);

    [Fact]
    public void A_key_is_a_bracketed_name() => Dialect.Quote("a]b [c").ShouldBe("[a]]b [c]");

    private static Write Write(string key, decimal quantity) => new() { Key = key, Sku = "S", Quantity = quantity };

    private static Table Goods()
    {
        Column Column(string name, ColumnKind kind, string type) => new() { Name = name, Sql = Dialect.Quote(name), Kind = kind, TypeSql = type };
        return new Table
        {
            Name = "go]ods",
            Sql = Dialect.QuoteTable(new TableName("dbo", "go]ods", null)),
            Key = Column("code", ColumnKind.Text, "nvarchar(40) COLLATE Cyrillic_General_CI_AS"),
            Sku = Column("sku", ColumnKind.Text, "nvarchar(40) COLLATE Cyrillic_General_CI_AS"),
            Quantity = Column("qty", ColumnKind.Integer, "int"),
            Where = "deleted = 0",
            Companions =
            [
                new Companion { Column = Column("live", ColumnKind.Boolean, "bit"), IsNow = false, True = "1", False = "0", OnlyIf = ["0", "1"] },
                new Companion { Column = Column("at", ColumnKind.Other, "datetime2"), IsNow = true, OnlyIf = [] },
            ],
        };
    }
}
