using System;
using System.Collections;
using System.Collections.Generic;

namespace MailOps.Mime;

/// <summary>The parameters of a Content field, decoded (RFC 2045 section 5.1, RFC 2231), in order; the first one of a name counts.</summary>
public sealed class MimeParameterList : IReadOnlyList<KeyValuePair<string, string>>
{
    /// <summary>A list without parameters.</summary>
    public static readonly MimeParameterList Empty = new([]);

    private readonly List<KeyValuePair<string, string>> _parameters;

    internal MimeParameterList(List<KeyValuePair<string, string>> parameters) => _parameters = parameters;

    /// <inheritdoc/>
    public int Count => _parameters.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _parameters[index];

    /// <summary>The value of a parameter; null when it is not there.</summary>
    /// <param name="name">The name; case does not matter.</param>
    public string? this[string name]
    {
        get
        {
            foreach (var parameter in _parameters)
            {
                if (string.Equals(parameter.Key, name, StringComparison.OrdinalIgnoreCase))
                {
                    return parameter.Value;
                }
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
