using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace MailOps.Addresses;

/// <summary>
/// A list of addresses as <c>From</c>, <c>To</c> and <c>Cc</c> hold it (RFC 5322 section 3.4): names, groups, comments, encoded words. Where
/// an entry is no address, the others are read all the same. <see cref="ToString"/> joins the addresses.
/// </summary>
public sealed class MailAddressList : IReadOnlyList<MailAddressListEntry>
{
    private readonly MailAddressListEntry[] _entries;

    /// <summary>Keeps entries in their order.</summary>
    /// <param name="entries">The entries; the sequence is read once.</param>
    public MailAddressList(IEnumerable<MailAddressListEntry> entries)
        : this(entries, TextList.Empty)
    {
    }

    private MailAddressList(IEnumerable<MailAddressListEntry> entries, TextList groups)
    {
        _entries = [.. entries];
        Groups = groups;
    }

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <summary>The names of the groups in the list, empty groups such as <c>undisclosed-recipients</c> too.</summary>
    public TextList Groups { get; }

    /// <inheritdoc/>
    public MailAddressListEntry this[int index] => _entries[index];

    /// <summary>Reads a list. Whatever the text is, this takes time linear to it and does not throw.</summary>
    /// <param name="text">The value of a header field with its encoded words still encoded (<see cref="Mime.MimeHeader.UnfoldedValue"/>), or what a
    /// person typed; semicolons separate too.</param>
    public static MailAddressList Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new MailAddressListReader(text);
        reader.Read();
        return new MailAddressList(reader.Entries, reader.Groups.Count == 0 ? TextList.Empty : new TextList(reader.Groups));
    }

    /// <inheritdoc/>
    public IEnumerator<MailAddressListEntry> GetEnumerator() => ((IEnumerable<MailAddressListEntry>)_entries).GetEnumerator();

    /// <summary>The addresses, joined with a comma and a space; the text of entries that are none.</summary>
    public override string ToString() => string.Join(", ", _entries.Select(e => e.IsValid ? e.Address : e.Text));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
