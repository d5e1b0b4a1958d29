using System.Text;
using System.Text.RegularExpressions;

namespace Connector.Host.Configuration.Json;

/// <summary>
/// Puts environment variables (<c>${NAME}</c>) and the contents of files (<c>${file:/run/secrets/x}</c>) into texts; <c>$${</c>
/// stands for a plain <c>${</c>. What is put in is secret, and is not looked through again.
/// </summary>
internal sealed partial class Interpolator(IEnvironment environment, ProblemList problems, SecretSet secrets)
{
    private const string FilePrefix = "file:";
    private const int LargestSecret = 64 * 1024;

    /// <summary>Puts values in.</summary>
    /// <param name="written">The text as written.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="expanded">The text with everything put in.</param>
    /// <returns>Whether everything could be put in; if not, the reasons are among the problems.</returns>
    public bool TryExpand(string written, LocatedNode at, out string expanded)
    {
        expanded = written;
        if (!written.Contains("${", StringComparison.Ordinal))
            return true;

        var result = new StringBuilder();
        var good = true;
        for (var i = 0; i < written.Length;)
        {
            if (StartsAt(written, i, "$${"))
            {
                result.Append("${");
                i += 3;
                continue;
            }

            if (!StartsAt(written, i, "${"))
            {
                result.Append(written[i++]);
                continue;
            }

            var end = written.IndexOf('}', i);
            if (end < 0)
            {
                problems.Add(at, "“${” is not closed", "close it with “}”, or write “$${” for the characters themselves");
                return false;
            }

            var value = Resolve(written[(i + 2)..end], at);
            good &= value is not null;
            secrets.Add(value);
            result.Append(value);
            i = end + 1;
        }

        expanded = result.ToString();
        return good;
    }

    private string? Resolve(string name, LocatedNode at)
    {
        if (name.StartsWith(FilePrefix, StringComparison.Ordinal))
            return FromFile(name[FilePrefix.Length..], at);
        if (!VariableName().IsMatch(name))
        {
            problems.Add(at, $"“${{{name}}}” is neither a variable nor a file", "write ${NAME} or ${file:/run/secrets/name}, or “$${” for the characters themselves");
            return null;
        }

        var value = environment.Variable(name);
        if (!string.IsNullOrEmpty(value))
            return value;
        problems.Add(
            at,
            $"the environment variable {name} is {(value is null ? "not set" : "empty")}",
            $"set {name} for the program (in its service unit or its container), or read a file: ${{file:/run/secrets/{name}}}");
        return null;
    }

    private string? FromFile(string path, LocatedNode at)
    {
        try
        {
            var file = new FileInfo(Path.GetFullPath(path, at.Folder));
            if (file is { Exists: true, Length: > LargestSecret })
            {
                problems.Add(at, $"the file {file.FullName} is too large for a secret ({file.Length} bytes)", "give a file that holds the secret and nothing else");
                return null;
            }

            var content = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file.FullName)).TrimStart('\uFEFF');
            var value = content.EndsWith("\r\n", StringComparison.Ordinal) ? content[..^2] : content.EndsWith('\n') ? content[..^1] : content;
            if (value.Length > 0)
                return value;
            problems.Add(at, $"the file {file.FullName} is empty", "write the secret into it");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(at, $"the file in “${{file:{path}}}” cannot be read ({exception.Message})", "check that it is there and that the account that runs the connector may read it");
        }

        return null;
    }

    private static bool StartsAt(string text, int index, string part) => string.CompareOrdinal(text, index, part, 0, part.Length) == 0;

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
