using System;
using System.Collections.Generic;

namespace MailOps;

/// <summary>A phrase, or the part of one between two gaps.</summary>
internal readonly record struct PhrasePiece(byte[] Bytes, int Phrase, int Index, bool IsLast, bool InsideWord, bool WholeWord);

/// <summary>
/// The automaton: a dense table of states and byte classes. States that end a piece, or have a suffix that does, come last, so that one
/// comparison per byte tells whether there is anything to report.
/// </summary>
internal sealed class PhraseAutomaton
{
    // 16-bit states keep the table of the built-in rules inside the cache of one core.
    private const int MaxStates = ushort.MaxValue;

    private PhraseAutomaton(byte[] classes, int stride, ushort[] next, int firstOutput, int[][] outputs)
    {
        Classes = classes;
        Stride = stride;
        Next = next;
        FirstOutput = firstOutput;
        Outputs = outputs;
    }

    /// <summary>Byte to class: letters of either case share one, as does all white space; class 0 occurs in no phrase.</summary>
    public byte[] Classes { get; }

    public int Stride { get; }

    /// <summary>State times stride plus class to state.</summary>
    public ushort[] Next { get; }

    public int FirstOutput { get; }

    /// <summary>The pieces that end in state <see cref="FirstOutput"/> plus index.</summary>
    public int[][] Outputs { get; }

    public static PhraseAutomaton Build(PhrasePiece[] pieces)
    {
        var classes = AssignClasses(pieces, out var stride);
        var trie = new ushort[Math.Max(64, 8 * pieces.Length) * stride];
        var ends = new List<List<int>?> { null };
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            var state = Insert(ref trie, ends, classes, stride, pieces[piece].Bytes);
            (ends[state] ??= []).Add(piece);
        }

        var order = Link(trie, stride, ends);
        return Renumber(trie, stride, ends, order, classes);
    }

    private static byte[] AssignClasses(PhrasePiece[] pieces, out int stride)
    {
        var classes = new byte[256];
        stride = 1;
        foreach (var piece in pieces)
        {
            foreach (var b in piece.Bytes)
            {
                if (classes[b] == 0)
                {
                    classes[b] = (byte)stride++;
                }
            }
        }

        for (var b = 'A'; b <= 'Z'; b++)
        {
            classes[b] = classes[b + 32];
        }

        foreach (var b in "\t\n\v\f\r")
        {
            classes[b] = classes[' '];
        }

        return classes;
    }

    private static int Insert(ref ushort[] trie, List<List<int>?> ends, byte[] classes, int stride, byte[] bytes)
    {
        var state = 0;
        foreach (var b in bytes)
        {
            var slot = (state * stride) + classes[b];
            if (trie[slot] == 0)
            {
                if (ends.Count > MaxStates)
                {
                    throw new ArgumentException("Too many phrases for one table; about 3,000 fit.", nameof(bytes));
                }

                trie[slot] = (ushort)ends.Count;
                ends.Add(null);
                if (ends.Count * stride > trie.Length)
                {
                    Array.Resize(ref trie, trie.Length * 2);
                }
            }

            state = trie[slot];
        }

        return state;
    }

    // Breadth first: a row starts as a copy of the row of its longest proper suffix, then its own children replace what they must.
    private static int[] Link(ushort[] trie, int stride, List<List<int>?> ends)
    {
        var order = new int[ends.Count];
        var suffix = new ushort[ends.Count];
        var count = 1;
        for (var c = 0; c < stride; c++)
        {
            if (trie[c] != 0)
            {
                order[count++] = trie[c];
            }
        }

        for (var head = 1; head < count; head++)
        {
            var state = order[head];
            int fallback = suffix[state];
            if (ends[fallback] is { } inherited)
            {
                (ends[state] ??= []).AddRange(inherited);
            }

            for (var c = 0; c < stride; c++)
            {
                var slot = (state * stride) + c;
                if (trie[slot] == 0)
                {
                    trie[slot] = trie[(fallback * stride) + c];
                }
                else
                {
                    suffix[trie[slot]] = trie[(fallback * stride) + c];
                    order[count++] = trie[slot];
                }
            }
        }

        return order;
    }

    private static PhraseAutomaton Renumber(ushort[] trie, int stride, List<List<int>?> ends, int[] order, byte[] classes)
    {
        var number = new ushort[ends.Count];
        var silent = 0;
        foreach (var state in order)
        {
            if (ends[state] is null)
            {
                number[state] = (ushort)silent++;
            }
        }

        var outputs = new int[ends.Count - silent][];
        var loud = silent;
        foreach (var state in order)
        {
            if (ends[state] is { } pieces)
            {
                outputs[loud - silent] = [.. pieces];
                number[state] = (ushort)loud++;
            }
        }

        var next = new ushort[ends.Count * stride];
        for (var state = 0; state < ends.Count; state++)
        {
            var from = state * stride;
            var to = number[state] * stride;
            for (var c = 0; c < stride; c++)
            {
                next[to + c] = number[trie[from + c]];
            }
        }

        return new PhraseAutomaton(classes, stride, next, silent, outputs);
    }
}
