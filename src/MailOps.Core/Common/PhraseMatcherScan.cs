using System;
using System.Runtime.CompilerServices;

namespace MailOps;

/// <summary>Which phrases of one <see cref="PhraseMatcher"/> occurred. Not thread-safe; reusable after <see cref="Clear"/>.</summary>
internal sealed class PhraseHits
{
    private readonly ulong[] _bits;

    public PhraseHits(PhraseMatcher matcher)
    {
        _bits = new ulong[(matcher.Count + 63) / 64];
        LastEnd = new int[matcher.Slots];
        Found = new int[matcher.Count];
    }

    /// <summary>The number of different phrases found.</summary>
    public int Count { get; private set; }

    /// <summary>The numbers of the phrases found, the first <see cref="Count"/> entries, in order of their ends.</summary>
    public int[] Found { get; }

    /// <summary>Where each part of a phrase was last found, as the position behind it; only parts before a gap are noted.</summary>
    internal int[] LastEnd { get; }

    /// <summary>How many characters were read so far, folded ones counted once.</summary>
    internal int Position { get; set; }

    /// <summary>Whether this phrase occurred.</summary>
    public bool this[int phrase] => (_bits[phrase >> 6] & (1UL << (phrase & 63))) != 0;

    public void Clear()
    {
        Array.Clear(_bits, 0, _bits.Length);
        Count = 0;
        if (Position > int.MaxValue / 2)
        {
            Array.Clear(LastEnd, 0, LastEnd.Length);
            Position = 0;
        }

        // Positions never go back, so what was found before is too far away to be continued.
        Position += PhraseMatcher.MaxGap + PhraseMatcher.MaxLength + 2;
    }

    internal void Mark(int phrase)
    {
        ref var word = ref _bits[phrase >> 6];
        var bit = 1UL << (phrase & 63);
        if ((word & bit) == 0)
        {
            word |= bit;
            Found[Count++] = phrase;
        }
    }
}

/// <summary>One pass over one text.</summary>
internal unsafe ref struct PhraseScan
{
    private readonly PhraseAutomaton _automaton;
    private readonly PhrasePiece[] _pieces;
    private readonly PhraseHits _hits;
    private fixed byte _recent[256]; // enough to look back over the longest piece
    private int _state;
    private int _position;
    private int _paragraph;
    private int _lineEnds;
    private bool _space;

    public PhraseScan(PhraseAutomaton automaton, PhrasePiece[] pieces, PhraseHits hits)
    {
        _automaton = automaton;
        _pieces = pieces;
        _hits = hits;
        _position = hits.Position + PhraseMatcher.MaxGap + 1;
        _paragraph = _position;
        _lineEnds = 0;
        _state = 0;
        _space = true;
        _recent[(_position - 1) & 255] = (byte)' ';
    }

    // Called for every character of every text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Feed(byte b, char next)
    {
        var space = b is (byte)' ' or (>= 9 and <= 13);
        if (space)
        {
            if (_space)
            {
                // A blank line: what stands behind it is another sentence.
                if (b == '\n' && ++_lineEnds == 2)
                {
                    _paragraph = _position;
                }

                return;
            }

            _lineEnds = b == '\n' ? 1 : 0;
        }

        _space = space;
        _recent[_position & 255] = b;
        _position++;
        _state = _automaton.Next(_state, b);
        var output = _automaton.OutputOf(_state);
        if (output != 0)
        {
            Report(output, next);
        }
    }

    public void End() => _hits.Position = _position;

    private void Report(int output, char next)
    {
        foreach (var number in _automaton.Outputs[output])
        {
            ref readonly var piece = ref _pieces[number];
            var start = _position - piece.Bytes.Length;
            if ((!piece.InsideWord && IsWord(piece.Bytes[0]) && IsWord(_recent[(start - 1) & 255]))
                || (piece.WholeWord && next < 0x80 && IsWord((byte)next)))
            {
                continue;
            }

            if (piece.Index > 0)
            {
                // Parts of one phrase have consecutive slots.
                var gap = start - _hits.LastEnd[piece.Slot - 1];
                if (_hits.LastEnd[piece.Slot - 1] < _paragraph || gap is < 0 or > PhraseMatcher.MaxGap)
                {
                    continue;
                }
            }

            if (piece.IsLast)
            {
                _hits.Mark(piece.Phrase);
            }
            else
            {
                _hits.LastEnd[piece.Slot] = _position;
            }
        }
    }

    private static bool IsWord(byte b) => b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9');
}
