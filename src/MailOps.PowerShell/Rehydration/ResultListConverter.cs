using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace MailOps.PowerShell;

/// <summary>
/// Makes a list of ours again out of what a job or a CLIXML file made of it, so that it joins its ids in Export-Csv as before and
/// <c>$result.Findings.Id</c> works. The engine does the same for plain records by itself, but knows no way to fill such a list.
/// MailOps.types.ps1xml names this class.
/// </summary>
public sealed class ResultListConverter : PSTypeConverter
{
    private static readonly ConcurrentDictionary<Type, (ConstructorInfo Constructor, Type Item)?> Constructors = new();

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        ConstructorOf(destinationType) is not null && ItemsOf(sourceValue) is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ToList(sourceValue, destinationType);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    /// <summary>A list of ours out of the items of any other.</summary>
    internal static object ToList(object value, Type type) =>
        ConstructorOf(type) is var (constructor, itemType) && ItemsOf(value) is { } items
            ? constructor.Invoke([ToArray(items, itemType)])
            : throw new PSInvalidCastException();

    /// <summary>An array of exactly this item type.</summary>
    internal static Array ToArray(IEnumerable source, Type itemType)
    {
        var items = source.Cast<object?>().Select(item => ResultRecordConverter.Remake(item, itemType)).ToList();
        var typed = Array.CreateInstance(itemType, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            typed.SetValue(items[i], i);
        }

        return typed;
    }

    /// <summary>The constructor of a list type that takes a sequence of its items; null when it is no such type.</summary>
    internal static (ConstructorInfo Constructor, Type Item)? ConstructorOf(Type type) => Constructors.GetOrAdd(type, static type =>
    {
        foreach (var constructor in type.GetConstructors())
        {
            if (constructor.GetParameters() is [{ ParameterType: { IsGenericType: true } parameter }]
                && parameter.GetGenericTypeDefinition() == typeof(IEnumerable<>)
                && typeof(IEnumerable).IsAssignableFrom(type))
            {
                return (constructor, parameter.GetGenericArguments()[0]);
            }
        }

        return null;
    });

    private static IEnumerable? ItemsOf(object? value) =>
        (value is PSObject wrapper ? wrapper.BaseObject : value) is var list && list is string ? null : list as IEnumerable;
}
