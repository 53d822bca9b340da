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
/// MailOps.types.ps1xml names this class for the types that cmdlets write; what these are made of is made again here, without entries there,
/// each of which costs time at import.
/// </summary>
public sealed class ResultRecordConverter : PSTypeConverter
{
    /// <summary>What the engine writes before the name of the type that a bag was.</summary>
    internal const string BagPrefix = "Deserialized.";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Settable = new();

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => IsBagOf(sourceValue, destinationType);

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is PSObject wrapper && CanConvertFrom(wrapper, destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ToRecord(sourceValue, destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        sourceValue is PSObject wrapper ? ToRecord(wrapper, destinationType) : throw new PSInvalidCastException();

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    /// <summary>The properties that a record is made of; the others are computed from them.</summary>
    internal static PropertyInfo[] SettableOf(Type type) => Settable.GetOrAdd(type, static type =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)]);

    /// <summary>A property's value or a list's item, made what it was; throws what the engine throws when that cannot be.</summary>
    internal static object? Remake(object? value, Type type)
    {
        if (value is null || type == typeof(object))
        {
            return value;
        }

        // A list is a bag as well, of the name of its type.
        if (ResultListConverter.ConstructorOf(type) is not null)
        {
            return ResultListConverter.ToList(value, type);
        }

        if (value is PSObject bag && IsBagOf(bag, Nullable.GetUnderlyingType(type) ?? type))
        {
            return ToRecord(bag, Nullable.GetUnderlyingType(type) ?? type);
        }

        if (ItemOfInterface(type) is { } itemType)
        {
            var source = (value is PSObject wrapper ? wrapper.BaseObject : value) as IEnumerable ?? throw new PSInvalidCastException();
            return ResultListConverter.ToArray(source, itemType);
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

    private static bool IsBagOf(PSObject value, Type type) => value.TypeNames.Count > 0 && value.TypeNames[0] == BagPrefix + type.FullName;

    private static object ToRecord(PSObject bag, Type type)
    {
        var result = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (var property in SettableOf(type))
        {
            // An older version of the module may not have had the property.
            if (bag.Properties[property.Name] is { } source)
            {
                property.SetValue(result, Remake(source.Value, property.PropertyType));
            }
        }

        return result;
    }
}
