using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration.Binding;

/// <summary>Binds objects and what is inside them.</summary>
internal sealed class ObjectBinding
{
    private readonly ProblemList problems;
    private readonly SecretSet secrets;
    private readonly CollectionBinding collections;

    /// <summary>Makes a binding.</summary>
    public ObjectBinding(ProblemList problems, SecretSet secrets)
    {
        this.problems = problems;
        this.secrets = secrets;
        collections = new CollectionBinding(TryBind);
    }

    /// <summary>Binds a value of any kind.</summary>
    /// <returns>Whether it could be bound; if not, the reason is among the problems.</returns>
    public bool TryBind(LocatedNode node, Type type, out object? value)
    {
        value = null;
        if (node.Kind == JsonValueKind.Undefined)
            return false;
        try
        {
            var bare = Nullable.GetUnderlyingType(type) ?? type;
            if (node.Kind == JsonValueKind.Null && bare != typeof(JsonElement) && bare != typeof(object))
                return bare != type || Fault(node, "null is not allowed here", "leave the key out, or give it a value");
            if (ScalarReader.TryRead(node, bare, out value, out var expected))
                return expected is null || Fault(node, $"expected {expected}, found {ScalarReader.Found(node)}", ScalarReader.Cure(node, bare));

            var info = OptionsContract.Json.GetTypeInfo(bare);
            return info.Kind switch
            {
                JsonTypeInfoKind.Object => TryBindObject(node, info, out value),
                JsonTypeInfoKind.Enumerable when node.Kind != JsonValueKind.Array => Fault(node, $"expected a list […], found {node.Describe()}", "put the value between [ and ]"),
                JsonTypeInfoKind.Enumerable => collections.TryBindList(node, info, out value),
                JsonTypeInfoKind.Dictionary when node.Kind != JsonValueKind.Object => Fault(node, $"expected an object {{…}}, found {node.Describe()}", ""),
                JsonTypeInfoKind.Dictionary => collections.TryBindDictionary(node, info, out value),
                _ => TryConvert(node, bare, out value),
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or ArgumentException or MemberAccessException or JsonException)
        {
            return Fault(node, $"the type {type.Name} cannot be read from a configuration ({exception.Message})", "this is a mistake in the adapter: tell its author");
        }
    }

    private bool TryBindObject(LocatedNode node, JsonTypeInfo info, out object? value)
    {
        value = null;
        if (node.Kind != JsonValueKind.Object)
            return Fault(node, $"expected an object {{…}}, found {node.Describe()}", "put the value between { and }");
        if (info.CreateObject is null)
            return Fault(node, $"the class {info.Type.Name} has no public constructor without parameters", "this is a mistake in the adapter: tell its author");

        var before = problems.Count;
        var names = info.Properties.Select(property => property.Name).ToArray();
        var missed = ReportUnknown(node, names);
        var instance = info.CreateObject();
        var broken = new HashSet<string>(missed, StringComparer.Ordinal);
        foreach (var property in info.Properties)
        {
            if (!broken.Contains(property.Name) && !TrySet(node, property, instance))
                broken.Add(property.Name);
        }

        AnnotationCheck.Run(node, info, instance, broken, problems);
        value = instance;
        return broken.Count == 0 && problems.Count == before;
    }

    // Reports unknown keys; returns the known names that were probably meant, so that they are not reported as missing too.
    private List<string> ReportUnknown(LocatedNode node, string[] names)
    {
        var meant = new List<string>();
        foreach (var member in node.Members.Where(member => !names.Contains(member.Name, StringComparer.Ordinal)))
        {
            var free = names.Where(name => node.Find(name) is null).ToArray();
            if (NearestName.Find(member.Name, free) is { } near)
                meant.Add(near);
            var cure = NearestName.Cure(member.Name, NearestName.Find(member.Name, free) is null ? names : free);
            problems.Add(new ConfigurationProblem(node.File, member.Line, member.Path, "unknown key", cure));
        }

        return meant;
    }

    /// <summary>Whether a key must be in the file: it is required, and the class itself has no value for it.</summary>
    public static bool MustBeWritten(JsonPropertyInfo property, object? fresh) =>
        property.IsRequired
        || (property.Attribute<RequiredAttribute>() is not null && (fresh is null || property.Get?.Invoke(fresh) is null or "" or System.Collections.ICollection { Count: 0 }));

    private bool TrySet(LocatedNode node, JsonPropertyInfo property, object instance)
    {
        if (node.Find(property.Name) is not { } child)
        {
            if (!MustBeWritten(property, instance))
                return true;
            var about = property.Attribute<DescriptionAttribute>()?.Description;
            return Fault(node, $"“{property.Name}” is missing", about is null ? "add it" : $"add it: {about}", LocatedPath.Member(node.Path, property.Name));
        }

        if (property.Attribute<DataTypeAttribute>()?.DataType == DataType.Password || property.Attribute<PasswordPropertyTextAttribute>() is { Password: true })
            secrets.AddAll(child);
        if (child.Kind == JsonValueKind.Null && property.IsSetNullable)
        {
            property.Set!(instance, null);
            return true;
        }

        if (!TryBind(child, property.PropertyType, out var value))
            return false;
        try
        {
            property.Set!(instance, value);
            return true;
        }
#pragma warning disable CA1031 // A setter is the plug-in's code: whatever it throws is its word on this value.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Fault(child, $"the adapter refused the value ({exception.GetType().Name})", property.Attribute<DescriptionAttribute>()?.Description ?? "");
        }
    }

    // Types with a converter of their own: what the converter says is the fault.
    private bool TryConvert(LocatedNode node, Type type, out object? value)
    {
        value = null;
        try
        {
            value = JsonSerializer.Deserialize(LocatedJson.Text(node), type, OptionsContract.Json);
            return true;
        }
        catch (JsonException exception)
        {
            var said = exception.Message.Split(" Path: ")[0].TrimEnd('.');
            return Fault(node, said.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) ? $"this is no {type.Name}" : said, "");
        }
    }

    private bool Fault(LocatedNode node, string fault, string cure, string? path = null)
    {
        problems.Add(new ConfigurationProblem(node.File, node.Line, path ?? node.Path, fault, cure));
        return false;
    }
}
