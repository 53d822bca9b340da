using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>
/// Finds the address or domain in whatever is piped: a text, a row of a CSV, a user of a directory, a result of another cmdlet. The binder
/// of the engine is not asked for six property names, since each one it binds by name costs the whole pipe.
/// </summary>
internal sealed class PropertyBinder
{
    private static readonly string[] AddressNames =
        ["Address", "Email", "EmailAddress", "Mail", "PrimarySmtpAddress", "UserPrincipalName"];

    private readonly string[] _names;
    private readonly Func<Seen, MailOpsException> _missing;
    private long _count;

    /// <param name="names">The properties to look at, the preferred one first.</param>
    /// <param name="missing">The error for an object with none of them.</param>
    private PropertyBinder(string[] names, Func<Seen, MailOpsException> missing)
    {
        _names = names;
        _missing = missing;
    }

    /// <summary>Finds addresses, in the usual properties or in the one named.</summary>
    public static PropertyBinder ForAddresses(string? propertyName) => new(
        propertyName is null ? AddressNames : [propertyName],
        seen => Missing("MailOps.Address.Missing", ErrorTexts.AddressMissing, ErrorTexts.AddressMissingAdvice, seen));

    /// <summary>Finds the recipients of mail: in To, or where addresses are.</summary>
    public static PropertyBinder ForRecipients() => new(
        ["To", .. AddressNames],
        seen => Missing("MailOps.Address.Missing", ErrorTexts.AddressMissing, ErrorTexts.AddressMissingAdvice, seen));

    /// <summary>Finds what blocklists are asked about: addresses of hosts, and domains.</summary>
    public static PropertyBinder ForBlocklists() => new(
        ["IPAddress", "SourceAddress", "Domain", "DomainName"],
        seen => Missing("MailOps.Domain.Missing", ErrorTexts.DomainMissing, ErrorTexts.DomainMissingAdvice, seen));

    /// <summary>Finds mail servers.</summary>
    public static PropertyBinder ForServers() => new(
        ["Server", "Host", "ComputerName"],
        names => Missing("MailOps.Domain.ServerMissing", ErrorTexts.ServerMissing, ErrorTexts.ServerMissingAdvice, names));

    /// <summary>Finds domains.</summary>
    public static PropertyBinder ForDomains() => new(
        ["Domain", "DomainName"],
        seen => Missing("MailOps.Domain.Missing", ErrorTexts.DomainMissing, ErrorTexts.DomainMissingAdvice, seen));

    /// <summary>
    /// The texts of an object: one as a rule, several where the property holds a list. A property that is there but empty gives the
    /// empty text, so that the row is judged and not lost.
    /// </summary>
    /// <exception cref="MailOpsException">The object has none of the properties.</exception>
    public IEnumerable<BoundText> Find(object? input)
    {
        _count++;
        var wrapper = input as PSObject;
        var value = wrapper is null ? input : wrapper.BaseObject;
        if (value is string text)
        {
            return [new BoundText(text, text)];
        }

        var inputObject = (object?)wrapper ?? value;
        var found = value switch
        {
            null => null,
            IDictionary dictionary => FindIn(dictionary),
            _ => FindIn(wrapper ?? PSObject.AsPSObject(value)),
        };
        return found is null
            ? throw _missing(new Seen { Number = _count, Wanted = string.Join(", ", _names), Found = SeenProperties.Of(wrapper ?? value) })
            : TextsOf(found, inputObject!);
    }

    /// <summary>The one text of an object, without the cost of a sequence; false where <see cref="Find"/> has to look closer.</summary>
    public bool TryFindOne(object? input, out BoundText found)
    {
        var wrapper = input as PSObject;
        var value = wrapper is null ? input : wrapper.BaseObject;
        if (value is string text)
        {
            _count++;
            found = new BoundText(text, text);
            return true;
        }

        if (wrapper is not null && value is not IDictionary && FindIn(wrapper) is string single)
        {
            _count++;
            found = new BoundText(single, wrapper);
            return true;
        }

        found = default;
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
                if (entry.Key is string key && string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
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

    private static IEnumerable<BoundText> TextsOf(object found, object inputObject)
    {
        if (found is string text)
        {
            yield return new BoundText(text, inputObject);
        }
        else if (found is IEnumerable list)
        {
            foreach (var item in list)
            {
                yield return new BoundText(TextOf(item), inputObject);
            }
        }
        else
        {
            yield return new BoundText(TextOf(found), inputObject);
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

    private static MailOpsException Missing(string id, Localized message, Localized advice, Seen seen) => new(
        id,
        MailOpsErrorKind.InvalidData,
        string.Format(CultureInfo.InvariantCulture, message.Current, seen.Number, seen.Wanted, seen.Found),
        advice.Current);

    // An object without the property that was looked for.
    private readonly record struct Seen
    {
        /// <summary>The how manieth input it is, from 1.</summary>
        public long Number { get; init; }

        /// <summary>The properties that were looked for.</summary>
        public string Wanted { get; init; }

        /// <summary>What the object has.</summary>
        public string Found { get; init; }
    }
}
