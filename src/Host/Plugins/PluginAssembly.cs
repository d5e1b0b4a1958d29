using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Connector.Abstractions;
using McMaster.NETCore.Plugins;

namespace Connector.Host.Plugins;

/// <summary>Loads a plug-in that passed <see cref="PluginInspection"/> into a load context of its own, and makes its factories.</summary>
internal static partial class PluginAssembly
{
    /// <summary>Loads a plug-in.</summary>
    /// <returns>One entry for each adapter it names, at least one.</returns>
    /// <exception cref="PluginRefusedException">Any of it cannot be used; then none of it is.</exception>
    public static IReadOnlyList<Plugin> Load(PluginFolder folder)
    {
        var assembly = LoadTypes(folder.MainAssembly);
        var version = assembly.GetName().Version ?? new Version();
        var plugins = new List<Plugin>();
        foreach (var attribute in assembly.GetCustomAttributes<StoreAdapterAttribute>())
        {
            var factory = Make(attribute.Factory);
            var plugin = new Plugin
            {
                Adapter = CheckedName(factory),
                Factory = factory,
                Version = version,
                InformationalVersion = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? version.ToString(),
                Folder = folder.Path,
                Contract = attribute.Contract,
            };
            if (plugins.Exists(other => other.Adapter == plugin.Adapter))
                throw new PluginRefusedException($"It names the adapter \"{plugin.Adapter}\" twice. Its author must give each factory another name.");
            plugins.Add(plugin);
        }

        return plugins;
    }

    private static Assembly LoadTypes(string mainAssembly)
    {
        // The loader is kept by its load context: plug-ins are never unloaded.
        var loader = PluginLoader.CreateFromAssemblyFile(mainAssembly, configuration =>
        {
            configuration.PreferSharedTypes = false;
            configuration.IsUnloadable = false;
            configuration.DefaultContext = AssemblyLoadContext.GetLoadContext(typeof(PluginAssembly).Assembly)!;
            foreach (var shared in SharedAssemblies.All)
                configuration.SharedAssemblies.Add(shared);
        });
        var assembly = loader.LoadDefaultAssembly();
        try
        {
            // A type that cannot load would otherwise show in the middle of a sync.
            assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            var causes = exception.LoaderExceptions.OfType<Exception>().Select(Describe).Distinct(StringComparer.Ordinal).Take(3);
            throw new PluginRefusedException(
                $"A part of {Path.GetFileName(mainAssembly)} cannot be loaded: {string.Join("; ", causes)}. "
                + "Copy everything that `dotnet publish` made of the adapter; if that is done, build the adapter again against this connector.",
                exception);
        }

        return assembly;
    }

    private static string Describe(Exception cause) => cause switch
    {
        FileNotFoundException { FileName: { } name } => $"{name} is missing",
        FileLoadException { FileName: { } name } => $"{name} is there in another version",
        _ => cause.Message.TrimEnd('.'),
    };

    private static IStoreAdapterFactory Make(Type type)
    {
        if (!typeof(IStoreAdapterFactory).IsAssignableFrom(type))
            throw Fault(type, "is not an adapter factory", "derive it from StoreAdapterFactory<TOptions>");
        if (!type.IsVisible || type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
            throw Fault(type, "cannot be made by the connector", "make it a public class, not abstract, with a public constructor without parameters");
        try
        {
            return (IStoreAdapterFactory)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException exception)
        {
            var cause = exception.InnerException ?? exception;
            throw Fault(type, $"failed in its constructor ({cause.GetType().Name}: {cause.Message})", "leave all work to Create", cause);
        }
    }

    private static string CheckedName(IStoreAdapterFactory factory)
    {
        var name = factory.Name;
        if (name is null || !AdapterName().IsMatch(name))
            throw Fault(factory.GetType(), $"calls its adapter \"{name}\"", "use lower-case letters, digits and -, beginning with a letter or digit, at most 64");
        var options = factory.OptionsType;
        return options is { IsClass: true, IsAbstract: false } && options.GetConstructor(Type.EmptyTypes) is not null
            ? name
            : throw Fault(factory.GetType(), "names an options class that the connector cannot make", "give it a public constructor without parameters");
    }

    private static PluginRefusedException Fault(Type factory, string what, string cure, Exception? cause = null) =>
        new($"Its factory {factory.FullName} {what}. This is for its author to correct: {cure}. Until then, install another version of it.", cause);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AdapterName();
}
