using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MailOps.Addresses;

/// <summary>
/// A cache of bounded size: when its younger half is full it becomes the older one, whose entries vanish at the next turn unless
/// somebody asks for them. Not safe for several threads at once.
/// </summary>
internal sealed class BoundedCache<T>(int size)
    where T : class
{
    private readonly int _halfSize = Math.Max(1, size / 2);
    private Dictionary<string, T> _young = new(StringComparer.Ordinal);
    private Dictionary<string, T> _old = new(StringComparer.Ordinal);

    public bool TryGet(string key, [NotNullWhen(true)] out T? value)
    {
        if (_young.TryGetValue(key, out value))
        {
            return true;
        }

        if (!_old.TryGetValue(key, out value))
        {
            return false;
        }

        Set(key, value);
        return true;
    }

    public void Set(string key, T value)
    {
        if (_young.Count >= _halfSize && !_young.ContainsKey(key))
        {
            _old = _young;
            _young = new Dictionary<string, T>(StringComparer.Ordinal);
        }

        _young[key] = value;
    }
}
