using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Connector.Host.Tests.Language;

/// <summary>The texts for persons that stand in the source, as templates: <c>{0} offers read</c>.</summary>
internal static partial class SourceTexts
{
    // Of a programmer's mistakes, which no person sees; and of System.Text.Json's converters, of which only the place is told.
    private static readonly string[] ProgrammersExceptions =
        ["ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "InvalidOperationException", "NotSupportedException", "ObjectDisposedException", "FormatException",
            "JsonException", "UnreachableException", "OperationCanceledException", "TimeoutException", "InvalidDataException"];

    private static readonly string[] Properties = ["Summary", "Message", "Reason", "Title", "Text", "Fault", "Cure", "Detail", "Failure", "ErrorMessage", "Description"];
    private static readonly string[] Calls = ["Complain", "AskAsync", "AskSecretAsync", "ConfirmAsync", "ChooseAsync"];

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Texts of commands and of the dashboard, which are looked up as they are.</summary>
    public static IReadOnlyList<string> LookedUp() =>
        [.. Trees("src/Host").SelectMany(tree => tree.DescendantNodes()).SelectMany(LookedUp).Concat(Pages()).Where(text => HasWords(text) && text != "SKU").Distinct()];

    /// <summary>Texts that are told through exceptions, outcomes, options and dialogues, and recognised when they are finished.</summary>
    public static IReadOnlyList<string> Told() =>
        [.. new[] { "src/Core", "src/Host", "src/Adapters.CsCart", "src/Adapters.File", "src/Adapters.Http", "src/Adapters.OpenCart", "src/Adapters.PrestaShop", "src/Adapters.Sql", "src/Adapters.WooCommerce" }
            .SelectMany(Trees).SelectMany(tree => tree.DescendantNodes()).SelectMany(Told).Where(text => HasWords(text) && text.Trim().Contains(' ', StringComparison.Ordinal)).Distinct()];

    /// <summary>The template of an expression; null if it is no text.</summary>
    public static string? Template(ExpressionSyntax? expression)
    {
        var template = new StringBuilder();
        var hole = 0;
        return Append(expression, template, ref hole) ? template.ToString() : null;
    }

    private static IEnumerable<string> LookedUp(Microsoft.CodeAnalysis.SyntaxNode node)
    {
        IEnumerable<ExpressionSyntax> texts = node switch
        {
            ElementAccessExpressionSyntax { Expression: var of, ArgumentList.Arguments: [var index] } when IsWords(of) => [index.Expression],
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Say" }, ArgumentList.Arguments: [.., { Expression: InterpolatedStringExpressionSyntax said }] } => [said],
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Phrase" }, ArgumentList.Arguments: [var phrase] } => [phrase.Expression],
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Format", Expression: var of }, ArgumentList.Arguments: [var format, ..] } when IsWords(of) => [format.Expression],
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Table", Expression: var of }, ArgumentList.Arguments: var headings } when IsWords(of) => headings.Select(heading => heading.Expression),
            _ => [],
        };
        // What is no interpolated string is a format already.
        return texts.SelectMany(Alternatives).Select(text => text is LiteralExpressionSyntax literal ? literal.Token.Value as string : Template(text)).OfType<string>();
    }

    private static IEnumerable<string> Told(Microsoft.CodeAnalysis.SyntaxNode node)
    {
        IEnumerable<ExpressionSyntax?> texts = node switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments } creation
                when TypeOf(creation) is { } type && type.EndsWith("Exception", StringComparison.Ordinal) && !ProgrammersExceptions.Contains(type) => arguments.Select(one => one.Expression),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: var name }, Right: var value } when Properties.Contains(name) => [value],
            AttributeArgumentSyntax { NameEquals.Name.Identifier.Text: "ErrorMessage", Expression: var value } => [value],
            AttributeSyntax { Name: var name, ArgumentList.Arguments: [var text] } when name.ToString() == "Description" => [text.Expression],
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var call, Expression: IdentifierNameSyntax { Identifier.Text: "dialogue" } }, ArgumentList.Arguments: [var text, ..] }
                when Calls.Contains(call) || call == "Say" => [text.Expression],
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Complain" or "Say" or "Tell" or "Check" }, ArgumentList.Arguments: var arguments } => arguments.Select(one => one.Expression),
            _ => [],
        };
        return texts.OfType<ExpressionSyntax>().SelectMany(Alternatives).Select(Template).OfType<string>();
    }

    // What a conditional, a switch or a fallback may come to.
    private static IEnumerable<ExpressionSyntax> Alternatives(ExpressionSyntax expression) => expression switch
    {
        ConditionalExpressionSyntax either => Alternatives(either.WhenTrue).Concat(Alternatives(either.WhenFalse)),
        SwitchExpressionSyntax cases => cases.Arms.SelectMany(arm => Alternatives(arm.Expression)),
        ParenthesizedExpressionSyntax inner => Alternatives(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => Alternatives(either.Left).Concat(Alternatives(either.Right)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Create" }, ArgumentList.Arguments: [_, var text] } => Alternatives(text.Expression),
        _ => [expression],
    };

    private static bool Append(ExpressionSyntax? expression, StringBuilder template, ref int hole)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                template.Append(literal.Token.ValueText.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
                return true;
            case InterpolatedStringExpressionSyntax interpolated:
                foreach (var part in interpolated.Contents)
                {
                    if (part is InterpolatedStringTextSyntax text)
                        template.Append(text.TextToken.ValueText);
                    else
                        template.Append(CultureInfo.InvariantCulture, $"{{{hole++}}}");
                }

                return true;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                var before = (template.Length, hole);
                if (Append(sum.Left, template, ref hole) | Append(sum.Right, template, ref hole))
                    return true;
                (template.Length, hole) = before;
                template.Append(CultureInfo.InvariantCulture, $"{{{hole++}}}");
                return false;
            default:
                template.Append(CultureInfo.InvariantCulture, $"{{{hole++}}}");
                return false;
        }
    }

    private static string? TypeOf(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => named.Type.ToString().Split('.')[^1],
        // "throw" and an arrow of a method that makes exceptions say the type elsewhere: a method's return type.
        _ => creation.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault()?.ReturnType.ToString(),
    };

    private static bool IsWords(ExpressionSyntax of) => of.ToString() is "words" or "W" or "Words" or "terminal.Words" or "context.Terminal.Words" or "Page.Words";

    private static bool HasWords(string template) => Word().IsMatch(Markup().Replace(Hole().Replace(template, ""), ""));

    private static IEnumerable<Microsoft.CodeAnalysis.SyntaxNode> Trees(string folder) =>
        Files(folder, "*.cs").Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file).GetRoot());

    // W["…"], W.Format("…", and the texts of a conditional inside them.
    private static IEnumerable<string> Pages() => Files("src/Host/Web", "*.razor").SelectMany(file => InPage().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

    /// <summary>The files of a folder of the sources, without what was built.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Connector.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("""\bW(?:\[|\.Format\()(?:[^"\]]*\? )?"([^"]+)"(?=\]|,| :|\))""")]
    private static partial Regex InPage();

    [GeneratedRegex(@"\{\d+\}")]
    public static partial Regex Hole();

    [GeneratedRegex(@"\[[a-z/]*\]")]
    private static partial Regex Markup();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Word();
}
