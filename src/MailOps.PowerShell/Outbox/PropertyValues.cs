using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>Finds what names of a template stand for: in the piped object, then in the InputObject it was made from, and so on down.</summary>
internal sealed class PropertyValues(object? input)
{
    // A result made from a result made from a row; a chain that goes on is one that runs in a circle.
    private const int MaxDepth = 8;

    /// <summary>The value as text, by the rules that PowerShell's strings follow; null when no object has the property.</summary>
    public string? Find(string name)
    {
        string? found = null;
        var current = input;
        for (var depth = 0; depth < MaxDepth && current is not null; depth++)
        {
            if (TryGet(current, name, out var value))
            {
                found = TextOf(value);
                if (found.Length > 0)
                {
                    return found;
                }
            }

            current = TryGet(current, "InputObject", out var inner) && !ReferenceEquals(inner, current) ? inner : null;
        }

        return found;
    }

    private static bool TryGet(object item, string name, out object? value)
    {
        var wrapper = PSObject.AsPSObject(item);
        if (wrapper.BaseObject is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                if (entry.Key is string key && string.Equals(key, name, System.StringComparison.OrdinalIgnoreCase))
                {
                    value = entry.Value;
                    return true;
                }
            }

            value = null;
            return false;
        }

        try
        {
            var property = wrapper.BaseObject is string ? null : wrapper.Properties[name];
            value = property is { IsGettable: true } ? property.Value : null;
            return property is not null;
        }
        catch (GetValueException)
        {
            // A property that cannot be read now has no value.
            value = null;
            return false;
        }
    }

    private static string TextOf(object? value) =>
        value is null ? "" : (string?)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture) ?? "";
}
