using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration.Binding;

/// <summary>Asks the data annotations of an object, and puts what they say at the keys they speak of.</summary>
internal static class AnnotationCheck
{
    /// <summary>Checks an object.</summary>
    /// <param name="node">Where the object stands.</param>
    /// <param name="info">Its class.</param>
    /// <param name="instance">The object.</param>
    /// <param name="broken">The JSON names that have a mistake already; they are not asked again.</param>
    /// <param name="problems">Takes the mistakes.</param>
    public static void Run(LocatedNode node, JsonTypeInfo info, object instance, IReadOnlySet<string> broken, ProblemList problems)
    {
        var before = problems.Count;
        try
        {
            foreach (var property in info.Properties.Where(property => !broken.Contains(property.Name)))
                Check(node, property, instance, problems);
            if (broken.Count > 0 || problems.Count > before)
                return;
            foreach (var attribute in info.Type.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>())
                Report(attribute.GetValidationResult(instance, new ValidationContext(instance)), node, info, problems);
            if (instance is IValidatableObject validatable)
            {
                foreach (var result in validatable.Validate(new ValidationContext(instance)))
                    Report(result, node, info, problems);
            }
        }
#pragma warning disable CA1031 // Annotations are the plug-in's code: whatever they throw is reported, and stops nothing else.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            problems.Add(node, $"the options' own check failed ({exception.GetType().Name})", "this is a mistake in the adapter: tell its author");
        }
    }

    private static void Check(LocatedNode node, JsonPropertyInfo property, object instance, ProblemList problems)
    {
        var attributes = property.AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>() ?? [];
        var value = property.Get?.Invoke(instance);
        var at = node.Find(property.Name);
        var context = new ValidationContext(instance) { MemberName = ClrName(property), DisplayName = property.Name };
        foreach (var attribute in attributes)
        {
            // A key that is missing was dealt with where it should have been.
            if (attribute is RequiredAttribute && at is null)
                continue;
            var fault = attribute is UrlAttribute ? UrlFault(value) : Fault(attribute, value, context);
            if (fault is null)
                continue;
            var cure = attribute is RequiredAttribute ? "give it a value" : property.Attribute<System.ComponentModel.DescriptionAttribute>()?.Description ?? "";
            problems.Add(new ConfigurationProblem(node.File, at?.Line ?? node.Line, LocatedPath.Member(node.Path, property.Name), fault.TrimEnd('.'), cure));
        }
    }

    private static string? Fault(ValidationAttribute attribute, object? value, ValidationContext context)
    {
        if (attribute.GetValidationResult(value, context) is not { } result)
            return null;
        return attribute is AllowedValuesAttribute allowed && allowed.ErrorMessage == new AllowedValuesAttribute().ErrorMessage
            ? "expected one of " + string.Join(", ", allowed.Values.Select(one => one is string text ? $"\"{text}\"" : one?.ToString() ?? "null"))
            : result.ErrorMessage ?? "the value is not allowed";
    }

    // The framework's own check is content with "http://" alone.
    private static string? UrlFault(object? value)
    {
        var uri = value as Uri;
        if (value is null || uri is not null || (value is string text && Uri.TryCreate(text, UriKind.Absolute, out uri)))
        {
            if (uri is null || (uri.IsAbsoluteUri && uri.Scheme is "http" or "https" && uri.Host.Length > 0))
                return null;
        }

        return "this is no web address: it must begin with http:// or https://";
    }

    private static void Report(ValidationResult? result, LocatedNode node, JsonTypeInfo info, ProblemList problems)
    {
        if (result is null)
            return;
        var fault = (result.ErrorMessage ?? "the options contradict each other").TrimEnd('.');
        var properties = result.MemberNames
            .Select(name => info.Properties.FirstOrDefault(property => ClrName(property) == name || property.Name == name))
            .OfType<JsonPropertyInfo>()
            .ToArray();
        if (properties.Length == 0)
            problems.Add(node, fault, "");
        foreach (var property in properties)
        {
            var line = node.Find(property.Name)?.Line ?? node.Line;
            problems.Add(new ConfigurationProblem(node.File, line, LocatedPath.Member(node.Path, property.Name), fault, ""));
        }
    }

    private static string ClrName(JsonPropertyInfo property) =>
        property.AttributeProvider is System.Reflection.MemberInfo member ? member.Name : JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
