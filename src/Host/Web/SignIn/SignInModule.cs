using System.Globalization;
using Connector.Host.Web.Dashboard;
using Connector.Host.Language;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Connector.Host.Web.SignIn;

/// <summary>Signing in and out, and what the sign-in page needs.</summary>
internal sealed class SignInModule(PasswordFile password, LockOut lockOut) : IPageModule
{
    // Longer ones are no passwords, and cost work to compare.
    private const int Longest = 1024;

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (HttpContext context, IAntiforgery forms, string? back) => Page(context, forms, back, null)).WithMetadata(new SignInEndpoint());
        routes.MapPost("/sign-in", SignInAsync).WithMetadata(new SignInEndpoint(), new FormEndpoint());
        routes.MapPost("/sign-out", SignOutAsync).WithMetadata(new FormEndpoint());
        routes.MapGet("/assets/{name}", Assets.Get).WithMetadata(new SignInEndpoint());
    }

    private static RazorComponentResult<Dashboard.Pages.SignIn> Page(HttpContext context, IAntiforgery forms, string? back, string? problem) => new(new Dictionary<string, object?>
    {
        [nameof(Dashboard.Pages.SignIn.Context)] = RequestLanguage.Of(context.Request),
        [nameof(Dashboard.Pages.SignIn.Token)] = forms.GetAndStoreTokens(context).RequestToken,
        [nameof(Dashboard.Pages.SignIn.Back)] = LocalAddress.OrFirst(back),
        [nameof(Dashboard.Pages.SignIn.Problem)] = problem,
    });

    private async Task<IResult> SignInAsync(HttpContext context, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(context).ConfigureAwait(false))
            return Results.Redirect("/sign-in");
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var (given, words) = (form["password"].ToString(), RequestLanguage.Of(context.Request));
        if (lockOut.Left > TimeSpan.Zero)
            return Refused(words.Format("Too many wrong passwords: nobody is let in for {0} minutes.", Math.Ceiling(lockOut.Left.TotalMinutes).ToString(CultureInfo.InvariantCulture)));
        if (given.Length is 0 or > Longest || !password.Matches(given))
        {
            lockOut.Failed();
            return Refused(words[password.Exists ? "This is not the password." : "No password is set: run connector password on the server."]);
        }

        lockOut.Succeeded();
        await Session.SignInAsync(context, password).ConfigureAwait(false);
        return Results.Redirect(LocalAddress.OrFirst(form["back"]));

        IResult Refused(string problem)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Page(context, forms, form["back"], problem);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery forms)
    {
        if (await forms.IsRequestValidAsync(context).ConfigureAwait(false))
            await context.SignOutAsync(Session.Name).ConfigureAwait(false);
        return Results.Redirect("/");
    }
}
