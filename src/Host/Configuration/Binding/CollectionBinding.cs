using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Connector.Host.Configuration.Json;

namespace Connector.Host.Configuration.Binding;

/// <summary>Binds lists and dictionaries, each element where it stands.</summary>
/// <param name="tryBind">Binds one element.</param>
internal sealed class CollectionBinding(CollectionBinding.ElementBinder tryBind)
{
    /// <summary>Binds one element; the reason of a failure is among the problems.</summary>
    public delegate bool ElementBinder(LocatedNode node, Type type, out object? value);

    /// <summary>Binds a list, array or set.</summary>
    public bool TryBindList(LocatedNode node, JsonTypeInfo info, out object? value)
    {
        var element = info.ElementType!;
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        var good = true;
        foreach (var item in node.Items)
        {
            if (tryBind(item, element, out var bound))
                list.Add(bound);
            else
                good = false;
        }

        value = good ? Fit(list, info.Type, node) : null;
        return good;
    }

    /// <summary>Binds a dictionary with text keys.</summary>
    public bool TryBindDictionary(LocatedNode node, JsonTypeInfo info, out object? value)
    {
        var element = info.ElementType!;
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element), StringComparer.Ordinal)!;
        var good = true;
        foreach (var member in node.Members)
        {
            if (tryBind(member.Value, element, out var bound))
                dictionary[member.Name] = bound;
            else
                good = false;
        }

        value = good ? Fit(dictionary, info.Type, node) : null;
        return good;
    }

    // Where a property wants a collection of another make, the serializer knows how to make it; the elements are right by now.
    private static object? Fit(object made, Type wanted, LocatedNode node)
    {
        if (wanted.IsInstanceOfType(made))
            return made;
        if (!wanted.IsArray)
            return JsonSerializer.Deserialize(LocatedJson.Text(node), wanted, OptionsContract.Json);
        var list = (IList)made;
        var array = Array.CreateInstance(wanted.GetElementType()!, list.Count);
        list.CopyTo(array, 0);
        return array;
    }
}
