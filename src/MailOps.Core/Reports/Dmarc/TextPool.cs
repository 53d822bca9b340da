using System;

namespace MailOps.Reports.Dmarc;

/// <summary>Gives the same string for the same characters, for as long as nothing else takes its place: most values of a report repeat from row to row.</summary>
internal sealed class TextPool
{
    private const int Slots = 1024;
    private const int LongestPooled = 128;

    private readonly string?[] _texts = new string?[Slots];

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestPooled)
        {
            return text.ToString();
        }

        var hash = text.Length;
        foreach (var c in text)
        {
            hash = (hash * 31) + c;
        }

        ref var slot = ref _texts[(hash ^ (hash >> 12)) & (Slots - 1)];
        if (slot is null || !text.SequenceEqual(slot.AsSpan()))
        {
            slot = text.ToString();
        }

        return slot;
    }
}
