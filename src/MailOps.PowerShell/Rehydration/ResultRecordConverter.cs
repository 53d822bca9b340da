using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace MailOps.PowerShell;

/// <summary>
/// Makes a result of ours again out of the property bag that a job or a CLIXML file made of it. The engine's own way gives up at the first
/// computed property. It is all or nothing: where a property cannot be read back, the bag stays a bag, and nothing is made up.
/// MailOps.types.ps1xml names this class.
/// </summary>
public sealed class ResultRecordConverter : PSTypeConverter
{
    private const string BagPrefix = "Deserialized.";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Settable = new();

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) =>
        sourceValue.TypeNames.Count > 0 && sourceValue.TypeNames[0] == BagPrefix + destinationType.FullName;

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is PSObject wrapper && CanConvertFrom(wrapper, destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var result = Activator.CreateInstance(destinationType, nonPublic: true)!;
        foreach (var property in SettableOf(destinationType))
        {
            // An older version of the module may not have had the property.
            if (sourceValue.Properties[property.Name] is { } source)
            {
                property.SetValue(result, ConvertTo(source.Value, property.PropertyType));
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        sourceValue is PSObject wrapper ? ConvertFrom(wrapper, destinationType, formatProvider, ignoreCase) : throw new PSInvalidCastException();

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    /// <summary>The properties that a record is made of; the others are computed from them.</summary>
    internal static PropertyInfo[] SettableOf(Type type) => Settable.GetOrAdd(type, static type =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)]);

    private static object? ConvertTo(object? value, Type type)
    {
        if (value is null || type == typeof(object))
        {
            return value;
        }

        if (ItemOfInterface(type) is { } itemType)
        {
            var source = (value is PSObject wrapper ? wrapper.BaseObject : value) as IEnumerable ?? throw new PSInvalidCastException();
            var items = source.Cast<object?>().Select(item => ConvertTo(item, itemType)).ToList();
            var typed = Array.CreateInstance(itemType, items.Count);
            for (var i = 0; i < items.Count; i++)
            {
                typed.SetValue(items[i], i);
            }

            return typed;
        }

        return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
    }

    /// <summary>The item type of a list that is declared by its interface, which an array fits.</summary>
    internal static Type? ItemOfInterface(Type type) =>
        type is { IsInterface: true, IsGenericType: true }
        && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            || type.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)
            || type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ? type.GetGenericArguments()[0]
            : null;
}
