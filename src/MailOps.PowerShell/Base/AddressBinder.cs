using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>
/// Finds the address in whatever is piped: a text, an address, a row of a CSV, a user of a directory. The binder of the engine is not
/// asked for six property names, since each one it binds by name costs the whole pipe.
/// </summary>
internal sealed class AddressBinder
{
    private static readonly string[] WellKnown =
        ["Address", "Email", "EmailAddress", "Mail", "PrimarySmtpAddress", "UserPrincipalName"];

    private readonly string[] _names;

    /// <param name="propertyName">The one property to look at; null for the well-known ones.</param>
    public AddressBinder(string? propertyName) => _names = propertyName is null ? WellKnown : [propertyName];

    /// <summary>
    /// The addresses of an object: one as a rule, several where the property holds a list. A property that is there but empty gives the
    /// empty address, so that the row is judged and not lost.
    /// </summary>
    /// <exception cref="MailOpsException">MailOps.Address.Missing: the object has none of the properties.</exception>
    public IEnumerable<AddressInput> Find(object? input)
    {
        var wrapper = input as PSObject;
        var value = wrapper is null ? input : wrapper.BaseObject;
        if (value is string text)
        {
            return [new AddressInput(text, text)];
        }

        var inputObject = (object?)wrapper ?? value;
        var found = value switch
        {
            null => null,
            IDictionary dictionary => FindIn(dictionary),
            _ => FindIn(wrapper ?? PSObject.AsPSObject(value)),
        };
        return found is null ? throw Missing() : TextsOf(found, inputObject!);
    }

    /// <summary>The one address of an object, without the cost of a sequence; false where <see cref="Find"/> has to look closer.</summary>
    public bool TryFindOne(object? input, out AddressInput address)
    {
        var wrapper = input as PSObject;
        var value = wrapper is null ? input : wrapper.BaseObject;
        if (value is string text)
        {
            address = new AddressInput(text, text);
            return true;
        }

        if (wrapper is not null && value is not IDictionary && FindIn(wrapper) is string single)
        {
            address = new AddressInput(single, wrapper);
            return true;
        }

        address = default;
        return false;
    }

    // The first property that holds something; else an empty one that is at least there.
    private object? FindIn(PSObject input)
    {
        object? empty = null;
        foreach (var name in _names)
        {
            if (input.Properties[name] is { IsGettable: true } property)
            {
                var value = ValueOf(property);
                if (!IsEmpty(value))
                {
                    return value;
                }

                empty = "";
            }
        }

        return empty;
    }

    private object? FindIn(IDictionary input)
    {
        object? empty = null;
        foreach (var name in _names)
        {
            foreach (DictionaryEntry entry in input)
            {
                if (entry.Key is string key && string.Equals(key, name, System.StringComparison.OrdinalIgnoreCase))
                {
                    var value = Unwrap(entry.Value);
                    if (!IsEmpty(value))
                    {
                        return value;
                    }

                    empty = "";
                }
            }
        }

        return empty;
    }

    private static IEnumerable<AddressInput> TextsOf(object found, object inputObject)
    {
        if (found is string text)
        {
            yield return new AddressInput(text, inputObject);
        }
        else if (found is IEnumerable list)
        {
            foreach (var item in list)
            {
                yield return new AddressInput(TextOf(item), inputObject);
            }
        }
        else
        {
            yield return new AddressInput(TextOf(found), inputObject);
        }
    }

    // Exchange's SmtpAddress and our own MailAddress write themselves as the address.
    private static string TextOf(object? value) =>
        (string?)LanguagePrimitives.ConvertTo(Unwrap(value), typeof(string), CultureInfo.InvariantCulture) ?? "";

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return Unwrap(property.Value);
        }
        catch (GetValueException)
        {
            // A property that cannot be read now (a lazy one whose source is gone) holds no address.
            return null;
        }
    }

    private static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        ICollection list => list.Count == 0,
        _ => false,
    };

    private static object? Unwrap(object? value) => value is PSObject wrapper ? wrapper.BaseObject : value;

    private MailOpsException Missing() => new(
        "MailOps.Address.Missing",
        MailOpsErrorKind.InvalidData,
        string.Format(CultureInfo.InvariantCulture, ErrorTexts.AddressMissing.Current, string.Join(", ", _names)),
        ErrorTexts.AddressMissingAdvice.Current);
}
