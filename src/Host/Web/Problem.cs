using Microsoft.AspNetCore.Mvc;

namespace Connector.Host.Web;

/// <summary>Answers that say what is wrong, as <c>application/problem+json</c>. Callers take secrets out of <c>detail</c> first.</summary>
internal static class Problem
{
    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="title">The fault in a few words.</param>
    /// <param name="detail">What would be right.</param>
    public static Task WriteAsync(HttpContext context, int status, string title, string? detail = null)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new ProblemDetails { Title = title, Status = status, Detail = detail }, options: null, "application/problem+json", context.RequestAborted);
    }
}
