using System;
using System.Collections.Generic;

namespace MailOps.Addresses;

/// <summary>A set of short lower-case texts that is asked with spans, so that looking up a part of an address makes no string.</summary>
internal sealed class NameSet
{
    private readonly string?[] _slots;
    private readonly int _mask;

    public NameSet(IReadOnlyCollection<string> names)
    {
        var size = 16;
        while (size < names.Count * 2)
        {
            size *= 2;
        }

        _slots = new string[size];
        _mask = size - 1;
        foreach (var name in names)
        {
            var slot = SlotOf(name.AsSpan());
            Count += _slots[slot] is null ? 1 : 0;
            _slots[slot] = name;
        }
    }

    public int Count { get; }

    public bool Contains(ReadOnlySpan<char> name) => _slots[SlotOf(name)] is not null;

    /// <summary>Whether a domain or one above it is in the set.</summary>
    public bool ContainsDomain(ReadOnlySpan<char> domain)
    {
        while (!Contains(domain))
        {
            var dot = domain.IndexOf('.');
            if (dot < 0)
            {
                return false;
            }

            domain = domain[(dot + 1)..];
        }

        return true;
    }

    // FNV-1a; the sets are half empty, so a chain is short.
    private int SlotOf(ReadOnlySpan<char> name)
    {
        var hash = 2166136261;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 16777619;
        }

        for (var slot = (int)(hash & (uint)_mask); ; slot = (slot + 1) & _mask)
        {
            if (_slots[slot] is not { } taken || name.SequenceEqual(taken.AsSpan()))
            {
                return slot;
            }
        }
    }
}
