using Connector.Host.Configuration;
using CsCheck;

namespace Connector.Host.Tests.Configuration;

/// <summary><c>connector.env</c> beside the configuration.</summary>
public sealed class EnvironmentFileTests
{
    private const string Configuration = """{ "accounts": { "main": { "apiKey": "${KEY}" } }, "stores": {} }""";

    [Theory]
    [InlineData("KEY=plain-0123", "plain-0123")]
    [InlineData("# a remark\n\n; another\n  export KEY=plain-0123  \r\n", "plain-0123")]
    [InlineData("KEY='with spaces \"and\" ${x}'", "with spaces \"and\" ${x}")]
    [InlineData("KEY=\"it's \\\"quoted\\\" \\\\ \"", "it's \"quoted\" \\ ")]
    [InlineData("KEY=first\nKEY=second-0123", "second-0123")]
    [InlineData("\uFEFFKEY=a=b==", "a=b==")]
    public void Its_variables_are_put_in(string file, string key)
    {
        using var folder = new ConfigurationFolder().Write(EnvironmentFile.Name, file);
        Variable(folder).ShouldBe(key);
    }

    [Fact]
    public void A_configuration_is_loaded_with_them_and_they_are_secret()
    {
        using var folder = new ConfigurationFolder().WriteMain(Configuration).Write(EnvironmentFile.Name, "KEY=of-the-file-0123");
        var configuration = folder.Load();
        configuration.Accounts["main"].KeyCrm.Key.ShouldBe("of-the-file-0123");
        configuration.Secrets.Values.ShouldContain("of-the-file-0123");
    }

    [Fact]
    public void The_processs_own_variables_come_first_and_empty_ones_do_not_count()
    {
        using var folder = new ConfigurationFolder().WriteMain(Configuration).Write(EnvironmentFile.Name, "KEY=of-the-file").Set("KEY", "of-the-process");
        folder.Load().Accounts["main"].KeyCrm.Key.ShouldBe("of-the-process");
        folder.Set("KEY", "").Load().Accounts["main"].KeyCrm.Key.ShouldBe("of-the-file");
    }

    [Theory]
    [InlineData("KEY=good-0123\nno variable at all", 2)]
    [InlineData("KEY='open", 1)]
    [InlineData("2KEY=x\nKEY=good-0123", 1)]
    public void A_line_that_is_no_variable_is_a_mistake_with_its_number_and_is_not_shown(string file, int line)
    {
        using var folder = new ConfigurationFolder().WriteMain(Configuration).Write(EnvironmentFile.Name, file);
        var problem = folder.Problems().First(one => one.File.EndsWith(EnvironmentFile.Name, StringComparison.Ordinal));
        problem.Line.ShouldBe(line);
        problem.ToString().ShouldNotContain("good-0123");
        problem.ToString().ShouldNotContain("no variable at all");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_mistake_only_where_something_of_it_is_needed()
    {
        using var folder = new ConfigurationFolder().WriteMain(Configuration).Write(EnvironmentFile.Name, "KEY=of-the-file").Set("KEY", "of-the-process");
        using var reserved = new FileStream(EnvironmentFile.PathOf(folder.Main), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        folder.Load().Accounts["main"].KeyCrm.Key.ShouldBe("of-the-process");
        folder.Set("KEY", "").Problems().ShouldContain(problem => problem.File.EndsWith(EnvironmentFile.Name, StringComparison.Ordinal) && problem.Fault.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        string[] parts = ["a", " ", "it's", "\"x\"", "\\", "$", "#", "=", "'\"\\", "ключ", "${x}"];
        Gen.Int[0, parts.Length - 1].Select(i => parts[i]).Array[1, 5].Select(string.Concat).Sample(
            value =>
            {
                using var folder = new ConfigurationFolder().Write(EnvironmentFile.Name, "BEFORE=1\n" + EnvironmentFile.Line("KEY", value) + "\n");
                return Variable(folder) == value;
            },
            iter: 300);
    }

    private static string? Variable(ConfigurationFolder folder)
    {
        var problems = new ProblemList();
        var file = EnvironmentFile.Beside(folder.Main, folder, problems);
        problems.Count.ShouldBe(0);
        return file.Variable("KEY");
    }
}
