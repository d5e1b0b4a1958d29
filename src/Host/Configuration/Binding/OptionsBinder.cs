using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration.Binding;

/// <summary>
/// Makes an object of a plain class out of located JSON, checks its data annotations, and puts every mistake where it was made.
/// Serves the configuration's own sections and the options classes of adapters. Never throws for bad input; a class that
/// cannot be bound is reported as its author's mistake.
/// </summary>
internal static class OptionsBinder
{
    /// <summary>Binds a value.</summary>
    /// <param name="node">The value.</param>
    /// <param name="type">The class to make.</param>
    /// <param name="problems">Takes the mistakes.</param>
    /// <param name="secrets">Takes the values of properties marked <c>[DataType(DataType.Password)]</c>.</param>
    /// <returns>The object, or <see langword="null"/> when there were mistakes; they are among the problems.</returns>
    public static object? Bind(LocatedNode node, Type type, ProblemList problems, SecretSet secrets)
    {
        var binding = new ObjectBinding(problems, secrets);
        return binding.TryBind(node, type, out var value) ? value : null;
    }

    /// <inheritdoc cref="Bind(LocatedNode, Type, ProblemList, SecretSet)" />
    public static T? Bind<T>(LocatedNode node, ProblemList problems, SecretSet secrets)
        where T : class => (T?)Bind(node, typeof(T), problems, secrets);
}
