using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MailOps.PowerShell;

namespace MailOps.Build;

/// <summary>The types that cmdlets write, and those of their properties: what must survive a job.</summary>
internal static class ResultTypes
{
    /// <summary>
    /// The types themselves and all they are made of, as far as they can be made again: records with a constructor without parameters, and
    /// lists with one that takes their items.
    /// </summary>
    public static IReadOnlyList<Type> Reachable(IEnumerable<Type> roots, IReadOnlyList<Assembly> assemblies)
    {
        var found = new HashSet<Type>();
        var pending = new Stack<Type>(roots.Append(typeof(Finding)).Append(typeof(FindingList)));
        while (pending.TryPop(out var type))
        {
            if (!assemblies.Contains(type.Assembly))
            {
                // A list of the framework stands for its items.
                if (ItemOf(type) is { } item)
                {
                    pending.Push(item);
                }
            }
            else if (type is { IsEnum: false, IsInterface: false } && CanBeMade(type) && found.Add(type))
            {
                foreach (var part in PartsOf(type))
                {
                    pending.Push(part);
                }
            }
        }

        return found.OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
    }

    public static bool IsList(Type type) => ResultListConverter.ConstructorOf(type) is not null;

    /// <summary>
    /// How deep the engine must go to keep an object of this type whole: a record of plain values needs 0, each record or list on the way
    /// one more.
    /// </summary>
    public static int Depth(Type type) => Depth(type, []);

    private static int Depth(Type type, HashSet<Type> outer)
    {
        // A type that contains itself has no depth of its own; each object on the way carries its own figure anyway.
        if (IsPlain(type) || !outer.Add(type))
        {
            return 0;
        }

        var below = PartsOf(type).Select(part => IsPlain(part) ? 0 : 1 + Depth(part, [.. outer])).DefaultIfEmpty(0).Max();
        return below;
    }

    private static IEnumerable<Type> PartsOf(Type type) =>
        ItemOf(type) is { } item
            ? [item]
            : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)
                .Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType);

    private static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type == typeof(string) ? null
        : type.GetInterfaces().Append(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static bool IsPlain(Type type) =>
        !typeof(IEnumerable).IsAssignableFrom(type) || type == typeof(string)
            ? !type.FullName!.StartsWith("MailOps.", StringComparison.Ordinal) || type.IsEnum
            : false;

    private static bool CanBeMade(Type type) => IsList(type) || type.GetConstructor(Type.EmptyTypes) is not null;
}
