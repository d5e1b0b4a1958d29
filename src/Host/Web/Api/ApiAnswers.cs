using System.Text.Json.Nodes;
using Connector.Core.Ledger.Views;
using Connector.Host.Redaction;

namespace Connector.Host.Web.Api;

/// <summary>What the API answers: JSON documents without secrets, pages of rows.</summary>
internal sealed class ApiAnswers(SecretRedactor redactor)
{
    /// <summary>A document.</summary>
    public IResult Json(JsonObject document, int status = StatusCodes.Status200OK) =>
        Results.Text(redactor.Redact(document).ToJsonString(), "application/json", statusCode: status);

    /// <summary>A page of rows.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What the rows are called.</param>
    /// <param name="row">A row.</param>
    /// <param name="about">What they are rows of.</param>
    public IResult Json<T>(Page<T> page, string name, Func<T, JsonObject> row, (string Name, JsonObject Document)? about = null)
    {
        var document = new JsonObject { ["ok"] = true, [name] = new JsonArray([.. page.Rows.Select(row)]), ["page"] = page.Number, ["more"] = page.HasMore };
        if (about is { } whole)
            document[whole.Name] = whole.Document;
        return Json(document);
    }

    /// <summary>What a person is told who asks for what cannot be had.</summary>
    public IResult Problem(string detail, int status) => Results.Problem(redactor.Redact(detail), statusCode: status);
}
