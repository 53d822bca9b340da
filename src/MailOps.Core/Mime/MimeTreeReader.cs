using System;
using System.Collections.Generic;
using System.Text;

namespace MailOps.Mime;

/// <summary>
/// Builds the tree in one pass over the bytes. Open multiparts and embedded messages lie on a stack of own making, so neither depth nor
/// size of a message can exhaust the thread's; bodies are passed over by searching for the next delimiter of any of them.
/// </summary>
internal sealed class MimeTreeReader
{
    // How often an embedded message may itself be base64 or quoted-printable (which RFC 2046 section 5.2.1 forbids, except for
    // message/global): each level decodes the rest once more.
    private const int MaxEncodedMessages = 4;

    private readonly ReadOnlyMemory<byte> _source;
    private readonly MimeLimits _limits;
    private readonly MimeBudget _budget;
    private readonly int _baseDepth;
    private readonly int _encodedDepth;
    private readonly HeaderScanner _scanner;
    private readonly BoundaryStack _boundaries = new();
    private readonly List<Frame> _frames = [];
    private MimeEntity? _root;
    private int _position;

    private MimeTreeReader(ReadOnlyMemory<byte> source, MimeLimits limits, MimeBudget budget, int baseDepth, int encodedDepth)
    {
        _source = source;
        _limits = limits;
        _budget = budget;
        _baseDepth = baseDepth;
        _encodedDepth = encodedDepth;
        _scanner = new HeaderScanner(limits);
    }

    public static MimeEntity ReadMessage(ReadOnlyMemory<byte> message, MimeLimits limits)
    {
        var faults = MimeFaults.None;
        if (IsUtf16(message.Span, out var encoding))
        {
            faults |= MimeFaults.Utf16;
            message = Encoding.UTF8.GetBytes(encoding.GetString(message.Span.Slice(2)));
        }

        var root = new MimeTreeReader(message, limits, new MimeBudget(limits.MaxParts), 0, 0).Read();
        root.Note(faults);
        return root;
    }

    public static int ByteOrderMarkLength(ReadOnlySpan<byte> source) =>
        source.Length >= 3 && source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF ? 3 : 0;

    // Windows PowerShell's redirection writes UTF-16. No header begins with these two bytes.
    private static bool IsUtf16(ReadOnlySpan<byte> source, out Encoding encoding)
    {
        encoding = Encoding.Unicode;
        if (source.Length < 2)
        {
            return false;
        }

        if (source[0] == 0xFE && source[1] == 0xFF)
        {
            encoding = Encoding.BigEndianUnicode;
            return true;
        }

        return source[0] == 0xFF && source[1] == 0xFE;
    }

    private MimeEntity Read()
    {
        var source = _source.Span;
        var mark = ByteOrderMarkLength(source);
        _budget.Take();
        Open(source, mark, HeaderPlace.Message, MimeContentType.Default);
        if (mark > 0)
        {
            _root!.Note(MimeFaults.ByteOrderMark);
        }

        while (_boundaries.TryFind(source, _position, out var line))
        {
            TakeDelimiter(source, line);
        }

        CloseTo(0, source.Length);
        return _root!;
    }

    private void TakeDelimiter(ReadOnlySpan<byte> source, BoundaryLine line)
    {
        CloseTo(line.Level + 1, LineEnds.Before(source, 0, line.Start));
        _position = line.Next;
        var frame = _frames[line.Level];
        if (frame.Parts.Count == 0)
        {
            frame.Entity.PreambleEnd = LineEnds.Before(source, frame.BodyStart, line.Start);
        }

        if (line.IsClosing)
        {
            _boundaries.Close(line.Level);
            frame.IsClosed = true;
            frame.Entity.EpilogueStart = line.Next;
            return;
        }

        if (frame.IsClosed)
        {
            frame.Entity.Note(MimeFaults.PartsBehindClose);
            frame.Entity.EpilogueStart = 0;
        }

        // Beyond the limit delimiters are still taken, so that everything around the parts ends where it should.
        if (!_budget.Take())
        {
            frame.Entity.Note(MimeFaults.PartLimit);
            return;
        }

        Open(source, line.Next, HeaderPlace.Part, frame.Entity.IsMultipart("digest") ? MimeContentType.Message : MimeContentType.Default);
    }

    // Reads the header at a position and puts the entity on the stack; an embedded message opens at once.
    private void Open(ReadOnlySpan<byte> source, int position, HeaderPlace place, MimeContentType fallback)
    {
        while (true)
        {
            _scanner.Scan(source, position, place, _boundaries.Count > 0 ? _boundaries : null);
            _position = _scanner.BodyStart;
            var headers = new MimeHeaderList(_source, _scanner.TakeFields(), _scanner.Faults);
            var entity = new MimeEntity(
                _source, new EntityPlace(_scanner.FieldsStart, _scanner.FieldsEnd, _scanner.BodyStart), headers, fallback, _limits);
            Attach(entity);
            var frame = new Frame(entity, _scanner.BodyStart);
            _frames.Add(frame);
            ReadEncoding(entity);
            var kind = KindOf(entity);
            if (kind == EntityKind.Leaf)
            {
                return;
            }

            if (_baseDepth + _frames.Count > _limits.MaxDepth)
            {
                entity.Note(MimeFaults.DepthLimit);
                return;
            }

            if (kind == EntityKind.Multipart)
            {
                OpenMultipart(source, frame);
                return;
            }

            entity.IsMessage = true;
            if (entity.TransferEncoding is not (TransferEncoding.Identity or TransferEncoding.Unknown))
            {
                frame.IsEncodedMessage = true;
                return;
            }

            if (_position >= source.Length || _boundaries.Matches(source, _position))
            {
                return;
            }

            if (!_budget.Take())
            {
                entity.Note(MimeFaults.PartLimit);
                return;
            }

            position = _position;
            place = HeaderPlace.Message;
            fallback = MimeContentType.Default;
        }
    }

    private void OpenMultipart(ReadOnlySpan<byte> source, Frame frame)
    {
        var entity = frame.Entity;
        if (entity.TransferEncoding != TransferEncoding.Identity)
        {
            entity.Note(MimeFaults.EncodedMultipart);
            entity.TransferEncoding = TransferEncoding.Identity;
        }

        var boundary = BoundaryGuess.Choose(source, _position, entity.ContentType.Boundary, _boundaries, out var faults);
        entity.Note(faults);
        if (boundary is null)
        {
            return;
        }

        if (_boundaries.Holds(boundary))
        {
            entity.Note(MimeFaults.SharedBoundary);
        }

        frame.HasBoundary = true;
        _boundaries.Push(_frames.Count - 1, boundary);
    }

    private void CloseTo(int level, int end)
    {
        _boundaries.PopTo(level);
        for (var i = _frames.Count - 1; i >= level; i--)
        {
            var frame = _frames[i];
            _frames.RemoveAt(i);
            var entity = frame.Entity;

            // A header that runs into the delimiter keeps its last line end, and what is around it reaches as far.
            end = Math.Max(end, frame.BodyStart);
            entity.BodyEnd = end;
            if (frame.HasBoundary && !frame.IsClosed)
            {
                entity.Note(frame.Parts.Count == 0 ? MimeFaults.BoundaryNotFound : MimeFaults.NotClosed);
            }

            if (frame.IsEncodedMessage)
            {
                ReadEncodedMessage(frame, i);
            }

            if (frame.Parts.Count > 0)
            {
                entity.Parts = frame.Parts.ToArray();
            }
        }
    }

    private void ReadEncodedMessage(Frame frame, int level)
    {
        var entity = frame.Entity;
        if (_encodedDepth >= MaxEncodedMessages)
        {
            entity.Note(MimeFaults.DepthLimit);
            return;
        }

        if (_budget.IsUsedUp)
        {
            entity.Note(MimeFaults.PartLimit);
            return;
        }

        var content = entity.GetContent();
        frame.Parts.Add(new MimeTreeReader(content, _limits, _budget, _baseDepth + level + 1, _encodedDepth + 1).Read());
    }

    private void Attach(MimeEntity entity)
    {
        if (_frames.Count == 0)
        {
            _root = entity;
        }
        else
        {
            _frames[_frames.Count - 1].Parts.Add(entity);
        }
    }

    private static void ReadEncoding(MimeEntity entity)
    {
        var index = entity.Headers.IndexOf("Content-Transfer-Encoding");
        if (index < 0)
        {
            return;
        }

        entity.TransferEncoding = TransferEncodings.Read(entity.Headers.RawValueSpan(index));
        if (entity.TransferEncoding == TransferEncoding.Unknown)
        {
            entity.Note(MimeFaults.UnknownEncoding);
        }

        if (entity.Headers.IndexOf("Content-Transfer-Encoding", index + 1) >= 0)
        {
            entity.Note(MimeFaults.DuplicateContentField);
        }
    }

    // Whether to look for parts, without reading the whole field: most parts are text.
    private static EntityKind KindOf(MimeEntity entity)
    {
        var index = entity.Headers.IndexOf("Content-Type");
        if (index >= 0)
        {
            if (entity.Headers.IndexOf("Content-Type", index + 1) >= 0)
            {
                entity.Note(MimeFaults.DuplicateContentField);
            }

            var value = LineEnds.Trim(entity.Headers.RawValueSpan(index));
            if (value.Length > 0 && (value[0] | 0x20) != 'm' && value[0] is not ((byte)'(' or (byte)'"'))
            {
                return EntityKind.Leaf;
            }
        }

        var type = entity.ContentType;
        return type.Is("multipart") ? EntityKind.Multipart
            : type.Is("message", "rfc822") || type.Is("message", "global") || type.Is("message", "news") ? EntityKind.Message
            : EntityKind.Leaf;
    }

    private enum EntityKind
    {
        Leaf,
        Multipart,
        Message,
    }

    private sealed class Frame(MimeEntity entity, int bodyStart)
    {
        public MimeEntity Entity { get; } = entity;

        public int BodyStart { get; } = bodyStart;

        public List<MimeEntity> Parts => field ??= [];

        public bool HasBoundary { get; set; }

        public bool IsClosed { get; set; }

        public bool IsEncodedMessage { get; set; }
    }
}

/// <summary>How many entities may still be made, shared by all readers of one message.</summary>
internal sealed class MimeBudget(int parts)
{
    private int _left = parts;

    public bool IsUsedUp => _left <= 0;

    public bool Take()
    {
        if (_left <= 0)
        {
            return false;
        }

        _left--;
        return true;
    }

}
