using System;

namespace MailOps.Authentication.Signing;

/// <summary>Writes the fields that a signature names (RFC 6376 section 5.4.2): of several fields of one name the lowest first, and nothing for one that is not there.</summary>
internal static class HeaderSelection
{
    // Names times fields: a list of 10,000 names over a header of 10,000 fields must not cost a minute.
    private const long MaxComparisons = 4_000_000;

    /// <summary>Writes the canonical form of the named fields.</summary>
    /// <param name="header">The header.</param>
    /// <param name="names">The names, separated with colons.</param>
    /// <param name="mode">How to canonicalize.</param>
    /// <param name="output">Where to.</param>
    /// <returns>False when the list is too long to be followed.</returns>
    public static bool TryWrite(SignedHeader header, ReadOnlySpan<byte> names, Canonicalization mode, OctetBuffer output)
    {
        var used = header.Count <= 256 ? stackalloc bool[header.Count] : new bool[header.Count];
        var work = 0L;
        while (!names.IsEmpty)
        {
            var name = TagListReader.TakeEntry(ref names, (byte)':');
            work += header.Count;
            if (work > MaxComparisons)
            {
                return false;
            }

            for (var i = header.Count - 1; i >= 0; i--)
            {
                if (!used[i] && header.IsNamed(i, name))
                {
                    used[i] = true;
                    HeaderCanonicalizer.Write(header, i, mode, output);
                    break;
                }
            }
        }

        return true;
    }
}
