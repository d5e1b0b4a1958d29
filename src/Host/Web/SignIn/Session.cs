using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Connector.Host.Web.SignIn;

/// <summary>Who has signed in: an encrypted cookie that ends after half a day, and with the password that it was given for.</summary>
internal static class Session
{
    /// <summary>The cookie's name, and that of the scheme.</summary>
    public const string Name = "connector-session";

    private const string StampClaim = "stamp";
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    /// <summary>Adds what reads and writes the cookie.</summary>
    public static void AddSession(this IServiceCollection services, string stateFolder, PasswordFile password, TimeProvider time)
    {
        services.AddDataProtection().PersistKeysToFileSystem(KeyFolder(stateFolder)).SetApplicationName("connector");
        services.AddAuthentication(Name).AddCookie(Name, cookie =>
        {
            cookie.TimeProvider = time;
            cookie.ExpireTimeSpan = Lasts;
            cookie.SlidingExpiration = true;
            cookie.Cookie.Name = Name;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // A proxy ends the TLS that the browser speaks.
            cookie.Events.OnSigningIn = context =>
            {
                context.CookieOptions.Secure |= context.Request.Headers["X-Forwarded-Proto"] == "https";
                return Task.CompletedTask;
            };
            cookie.Events.OnValidatePrincipal = context =>
            {
                if (context.Principal?.FindFirstValue(StampClaim) is not { } stamp || stamp != password.Stamp)
                    context.RejectPrincipal();
                return Task.CompletedTask;
            };
        });
    }

    // Whoever reads the keys can make sessions.
    private static DirectoryInfo KeyFolder(string stateFolder)
    {
        var path = Path.Combine(stateFolder, "keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Whether a request comes from somebody who has signed in.</summary>
    public static async Task<bool> IsSignedInAsync(HttpContext context) => (await context.AuthenticateAsync(Name).ConfigureAwait(false)).Succeeded;

    /// <summary>Signs somebody in who gave the right password.</summary>
    public static Task SignInAsync(HttpContext context, PasswordFile password) =>
        context.SignInAsync(Name, new ClaimsPrincipal(new ClaimsIdentity([new Claim(StampClaim, password.Stamp!)], Name)));
}
