using System;
using System.Collections.Generic;

namespace MailOps.Authentication.Signing;

/// <summary>All hashes of one body that its signatures need, made in one pass.</summary>
internal sealed class BodyHashes : IDisposable
{
    private readonly List<(Canonicalization Mode, long Limit, BodyHash Hash)> _hashes = [];
    private readonly BodyCanonicalizer?[] _canonicalizers = new BodyCanonicalizer?[2];

    /// <summary>A hash that will be ready after <see cref="Complete"/>; equal wishes share one.</summary>
    /// <param name="mode">How to canonicalize.</param>
    /// <param name="length">How many octets of the canonical body; null: all.</param>
    public BodyHash Request(Canonicalization mode, long? length)
    {
        var limit = length ?? long.MaxValue;
        foreach (var entry in _hashes)
        {
            if (entry.Mode == mode && entry.Limit == limit)
            {
                return entry.Hash;
            }
        }

        var hash = new BodyHash(limit);
        _hashes.Add((mode, limit, hash));
        (_canonicalizers[(int)mode] ??= new BodyCanonicalizer(mode)).Add(hash);
        return hash;
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        foreach (var canonicalizer in _canonicalizers)
        {
            canonicalizer?.Append(data);
        }
    }

    public void Complete()
    {
        foreach (var canonicalizer in _canonicalizers)
        {
            canonicalizer?.Complete();
        }
    }

    public void Dispose()
    {
        foreach (var entry in _hashes)
        {
            entry.Hash.Dispose();
        }
    }
}
