using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Connector.Host.Web.SignIn;

/// <summary>The dashboard's password, hashed (PBKDF2), in a file of the state folder. <c>connector password</c> writes it.</summary>
internal sealed class PasswordFile(string stateFolder)
{
    /// <summary>Letters at least.</summary>
    public const int Shortest = 10;

    private const string Name = "password.hash";
    private static readonly PasswordHasher<object> Hasher = new();
    private static readonly object Nobody = new();

    private string Path => System.IO.Path.Combine(stateFolder, Name);

    /// <summary>Whether there is a password.</summary>
    public bool Exists => Hash() is not null;

    /// <summary>Tells one password from another without telling either: who signed in with the old one is signed out by the new one.</summary>
    public string? Stamp => Hash() is { } hash ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(hash)))[..16] : null;

    /// <summary>Whether this is the password.</summary>
    public bool Matches(string password) =>
        Hash() is { } hash && Hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Sets the password; <see langword="null"/> takes it away.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Set(string? password)
    {
        if (password is null)
        {
            File.Delete(Path);
            return;
        }

        Directory.CreateDirectory(stateFolder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var partial = Path + ".new";
        File.Delete(partial);
        using (var stream = new FileStream(partial, options))
            stream.Write(Encoding.ASCII.GetBytes(Hasher.HashPassword(Nobody, password)));
        File.Move(partial, Path, overwrite: true);
    }

    private string? Hash()
    {
        try
        {
            return File.ReadAllText(Path) is { Length: > 0 } hash ? hash : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
