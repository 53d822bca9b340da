using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace MailOps;

/// <summary>A phrase, or the part of one between two gaps; choices for one part share the slot.</summary>
internal readonly record struct PhrasePiece(byte[] Bytes, int Phrase, int Index, bool IsLast, bool InsideWord, bool WholeWord, int Slot);

/// <summary>
/// The automaton. States are numbered level by level, so that the children of one follow each other. The rows of the upper levels, where a
/// text spends nearly all its time, are complete; a state below has one or two children, which are looked through, and its longest suffix.
/// That takes a thirtieth of the memory of a complete table, and of the time to build it.
/// </summary>
internal sealed class PhraseAutomaton
{
    private const int MaxStates = ushort.MaxValue;

    private const int CompleteLevels = 2;

    private readonly byte[] _classes;
    private readonly int _stride;
    private readonly PhraseState[] _states;
    private readonly ushort[] _rows;
    private readonly int _complete;

    private PhraseAutomaton(byte[] classes, int stride, PhraseState[] states, int complete, int[][] outputs)
    {
        _classes = classes;
        _stride = stride;
        _states = states;
        _complete = complete;
        Outputs = outputs;
        _rows = FillRows();
    }

    /// <summary>The pieces that end in a state, by <see cref="OutputOf"/>; the first entry stands for none.</summary>
    public int[][] Outputs { get; }

    public int OutputOf(int state) => _states[state].Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int state, byte b)
    {
        var label = _classes[b];
        while (state >= _complete)
        {
            ref readonly var from = ref _states[state];
            for (int child = from.FirstChild, end = child + from.Children; child < end; child++)
            {
                if (_states[child].Label == label)
                {
                    return child;
                }
            }

            state = from.Suffix;
        }

        return _rows[(state * _stride) + label];
    }

    public static PhraseAutomaton Build(PhrasePiece[] pieces)
    {
        var classes = AssignClasses(pieces, out var stride);
        var trie = new PhraseTrie(pieces, classes, MaxStates);
        var states = trie.Number(CompleteLevels, out var complete, out var ends);
        LinkSuffixes(states);
        return new PhraseAutomaton(classes, stride, states, complete, CollectOutputs(states, ends));
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

    // The suffix of a child is the child, by the same label, of its parent's suffix, or of the next suffix that has one.
    private static void LinkSuffixes(PhraseState[] states)
    {
        for (var state = 0; state < states.Length; state++)
        {
            for (int child = states[state].FirstChild, end = child + states[state].Children; child < end; child++)
            {
                var suffix = (int)states[state].Suffix;
                var found = state == 0 ? 0 : ChildOf(states, suffix, states[child].Label);
                while (found == 0 && suffix != 0)
                {
                    suffix = states[suffix].Suffix;
                    found = ChildOf(states, suffix, states[child].Label);
                }

                states[child].Suffix = (ushort)found;
            }
        }
    }

    private static int ChildOf(PhraseState[] states, int state, byte label)
    {
        for (int child = states[state].FirstChild, end = child + states[state].Children; child < end; child++)
        {
            if (states[child].Label == label)
            {
                return child;
            }
        }

        return 0;
    }

    // A state ends its own pieces and those that its suffix ends.
    private static int[][] CollectOutputs(PhraseState[] states, List<int>?[] ends)
    {
        var outputs = new List<int[]> { Array.Empty<int>() };
        for (var state = 1; state < states.Length; state++)
        {
            var inherited = states[states[state].Suffix].Output;
            if (ends[state] is not { } own)
            {
                states[state].Output = inherited;
                continue;
            }

            own.AddRange(outputs[inherited]);
            states[state].Output = (ushort)outputs.Count;
            outputs.Add(own.ToArray());
        }

        return outputs.ToArray();
    }

    // A row starts as a copy of the row of the suffix, then the state's own children replace what they must.
    private ushort[] FillRows()
    {
        var rows = new ushort[_complete * _stride];
        for (var state = 0; state < _complete; state++)
        {
            if (state > 0)
            {
                Array.Copy(rows, _states[state].Suffix * _stride, rows, state * _stride, _stride);
            }

            for (int child = _states[state].FirstChild, end = child + _states[state].Children; child < end; child++)
            {
                rows[(state * _stride) + _states[child].Label] = (ushort)child;
            }
        }

        return rows;
    }
}

/// <summary>A state: the label of the way into it, its children, its longest proper suffix, and which pieces end here.</summary>
internal struct PhraseState
{
    public ushort FirstChild;
    public ushort Suffix;
    public ushort Output;
    public byte Children;
    public byte Label;
}
