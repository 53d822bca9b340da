using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Reflection;
using MailOps.PowerShell;

namespace MailOps.Build;

/// <summary>The types that cmdlets write, and those of their properties: what must survive a job.</summary>
internal static class ResultTypes
{
    private static readonly Type[] Scalars =
        [typeof(string), typeof(decimal), typeof(DateTime), typeof(TimeSpan), typeof(Guid), typeof(Version), typeof(Uri), typeof(IPAddress), typeof(object)];

    /// <summary>What every result carries, and scripts pipe on by itself: <c>$result.Findings</c>.</summary>
    public static readonly IReadOnlyList<Type> Shared = [typeof(Finding), typeof(FindingList)];

    /// <summary>The types themselves and all of ours that they are made of, enums included.</summary>
    public static IReadOnlyList<Type> Reachable(IEnumerable<Type> roots, IReadOnlyList<Assembly> assemblies)
    {
        var found = new HashSet<Type>();
        var pending = new Stack<Type>(roots.Concat(Shared));
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
            else if (!type.IsInterface && found.Add(type) && !type.IsEnum && !IsText(type))
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

    /// <summary>Whether a type of ours is written and read as one text, such as a domain name: it goes as that text.</summary>
    public static bool IsText(Type type) => IsOurs(type) && !type.IsEnum && !IsList(type) && type.GetConstructor([typeof(string)]) is not null;

    /// <summary>Whether an object of this type can be made again out of what a job leaves of it; else the reason.</summary>
    public static string? WhyNotWhole(Type type) => WhyNotWhole(type, []);

    /// <summary>
    /// How deep the engine must go to keep an object of this type whole: a record of plain values needs 0, each record or list on the way
    /// one more.
    /// </summary>
    public static int Depth(Type type) => Depth(type, []);

    /// <summary>Whether a type has objects of its own kind among its parts: it must carry its depth itself.</summary>
    public static bool ContainsItself(Type type)
    {
        var found = new HashSet<Type>();
        var pending = new Stack<Type>(PartsOf(type));
        while (pending.TryPop(out var part))
        {
            if (part == type)
            {
                return true;
            }

            if (!IsPlain(part) && found.Add(part))
            {
                foreach (var inner in PartsOf(part))
                {
                    pending.Push(inner);
                }
            }
        }

        return false;
    }

    private static int Depth(Type type, HashSet<Type> outer)
    {
        // A type that contains itself has no depth of its own; each object on the way carries its own figure anyway.
        if (IsPlain(type) || !outer.Add(type))
        {
            return 0;
        }

        return PartsOf(type).Select(part => IsPlain(part) ? 0 : 1 + Depth(part, [.. outer])).DefaultIfEmpty(0).Max();
    }

    private static string? WhyNotWhole(Type type, HashSet<Type> outer)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsPrimitive || type.IsEnum || Scalars.Contains(type) || IsText(type) || !outer.Add(type))
        {
            return null;
        }

        if (IsList(type) || type.IsArray || ResultRecordConverter.ItemOfInterface(type) is not null)
        {
            return WhyNotWhole(ItemOf(type)!, outer);
        }

        if (!IsOurs(type) || type.IsAbstract || (type.IsClass && Constructor(type) is null))
        {
            return type.FullName + " cannot be made again: it has no constructor without parameters";
        }

        return ResultRecordConverter.SettableOf(type).Select(p => WhyNotWhole(p.PropertyType, outer) is { } reason ? type.Name + "." + p.Name + ": " + reason : null)
            .FirstOrDefault(reason => reason is not null);
    }

    private static ConstructorInfo? Constructor(Type type) =>
        type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes);

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
        type == typeof(string) || type.IsEnum || IsText(type) || (!typeof(IEnumerable).IsAssignableFrom(type) && !IsOurs(type));

    private static bool IsOurs(Type type) => type.FullName?.StartsWith("MailOps.", StringComparison.Ordinal) == true;
}
