using System;
using System.Collections.Generic;

namespace MailOps;

/// <summary>The tree of all pieces, as it grows: children are chained, since most states have one.</summary>
internal sealed class PhraseTrie
{
    private readonly List<int>?[] _ends;
    private readonly ushort[] _child;
    private readonly ushort[] _sibling;
    private readonly byte[] _label;
    private int _count = 1;

    /// <summary>Builds the tree.</summary>
    /// <param name="pieces">What to find.</param>
    /// <param name="classes">The label of each byte; none is 0.</param>
    /// <param name="maxStates">The most states there may be.</param>
    /// <exception cref="ArgumentException">There are too many pieces.</exception>
    public PhraseTrie(PhrasePiece[] pieces, byte[] classes, int maxStates)
    {
        var size = 1;
        foreach (var piece in pieces)
        {
            size = Math.Min(maxStates, size + piece.Bytes.Length);
        }

        _ends = new List<int>?[size];
        _child = new ushort[size];
        _sibling = new ushort[size];
        _label = new byte[size];
        var ofRoot = new ushort[256];
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            var state = 0;
            foreach (var b in pieces[piece].Bytes)
            {
                var label = classes[b];
                state = state == 0 ? ofRoot[label] != 0 ? ofRoot[label] : ofRoot[label] = Add(0, label) : Find(state, label);
            }

            (_ends[state] ??= []).Add(piece);
        }
    }

    /// <summary>Numbers the states level by level.</summary>
    /// <param name="levels">How many levels below the root count as upper ones.</param>
    /// <param name="upper">The number of states of the root and these levels.</param>
    /// <param name="ends">The pieces that end in each state.</param>
    public PhraseState[] Number(int levels, out int upper, out List<int>?[] ends)
    {
        var states = new PhraseState[_count];
        var old = new ushort[_count];
        ends = new List<int>?[_count];
        var next = 1;
        var level = 0;
        var endOfLevel = 1;
        upper = 1;
        for (var state = 0; state < _count; state++)
        {
            if (state == endOfLevel)
            {
                endOfLevel = next;
                upper = ++level <= levels ? next : upper;
            }

            ends[state] = _ends[old[state]];
            states[state].Label = _label[old[state]];
            states[state].FirstChild = (ushort)next;
            for (var child = _child[old[state]]; child != 0; child = _sibling[child])
            {
                old[next++] = child;
                states[state].Children++;
            }
        }

        return states;
    }

    private ushort Find(int state, byte label)
    {
        for (var child = _child[state]; child != 0; child = _sibling[child])
        {
            if (_label[child] == label)
            {
                return child;
            }
        }

        return Add(state, label);
    }

    private ushort Add(int parent, byte label)
    {
        if (_count == _label.Length)
        {
            throw new ArgumentException("Too many phrases for one table.");
        }

        _label[_count] = label;
        _sibling[_count] = _child[parent];
        _child[parent] = (ushort)_count;
        return (ushort)_count++;
    }
}
