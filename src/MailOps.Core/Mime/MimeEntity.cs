using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace MailOps.Mime;

/// <summary>
/// A message or a part of one: a header, and a body that is content, further parts, or an embedded message. All of it are places in the
/// bytes that were read; content and text are decoded when asked for. Safe for several readers at once.
/// </summary>
public sealed class MimeEntity
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly MimeLimits _limits;
    private readonly EntityPlace _place;
    private readonly MimeContentType _fallback;
    private MimeContentType? _contentType;
    private MimeDisposition? _disposition;
    private string? _text;
    private MimeFaults _faults;

    internal MimeEntity(ReadOnlyMemory<byte> source, EntityPlace place, MimeHeaderList headers, MimeContentType fallback, MimeLimits limits)
    {
        _source = source;
        _place = place;
        _fallback = fallback;
        _limits = limits;
        Headers = headers;
    }

    /// <summary>The header fields.</summary>
    public MimeHeaderList Headers { get; }

    /// <summary>The Content-Type; <see cref="MimeContentType.Default"/> where there is none.</summary>
    public MimeContentType ContentType => _contentType ??= ReadContentType();

    /// <summary>The Content-Transfer-Encoding; a multipart or embedded message is never encoded, whatever it claims.</summary>
    public TransferEncoding TransferEncoding { get; internal set; }

    /// <summary>The disposition, lower case, such as <c>attachment</c> (RFC 2183); null when there is none.</summary>
    public string? Disposition => ReadDisposition().Type;

    /// <summary>The name of the file, from Content-Disposition or else the name parameter of Content-Type; null when there is none.</summary>
    /// <remarks>A foreign text: never use it as a path.</remarks>
    public string? FileName => ReadDisposition().FileName ?? ContentType.Parameters["name"];

    /// <summary>The parts of a multipart, or the one embedded message; otherwise empty.</summary>
    public IReadOnlyList<MimeEntity> Parts { get; internal set; } = [];

    /// <summary>The message inside a message/rfc822, message/global or message/news part; null in all others.</summary>
    public MimeEntity? EmbeddedMessage => IsMessage && Parts.Count > 0 ? Parts[0] : null;

    /// <summary>The bytes of header and body, without an mbox line or byte order mark before them.</summary>
    public ReadOnlyMemory<byte> Raw => _source.Slice(_place.Start, BodyEnd - _place.Start);

    /// <summary>The bytes of the header, the last line end included, the empty line not.</summary>
    public ReadOnlyMemory<byte> RawHeader => _source.Slice(_place.Start, _place.HeaderEnd - _place.Start);

    /// <summary>The bytes of the body, transfer encoding and line ends as they are.</summary>
    public ReadOnlyMemory<byte> RawBody => _source.Slice(_place.BodyStart, BodyEnd - _place.BodyStart);

    /// <summary>The text before the first part of a multipart; empty in others.</summary>
    public ReadOnlyMemory<byte> Preamble =>
        Parts.Count > 0 && IsMultipart() ? _source.Slice(_place.BodyStart, Math.Max(0, PreambleEnd - _place.BodyStart)) : default;

    /// <summary>The text behind the closing boundary of a multipart; empty in others.</summary>
    public ReadOnlyMemory<byte> Epilogue => EpilogueStart > 0 && EpilogueStart < BodyEnd ? _source.Slice(EpilogueStart, BodyEnd - EpilogueStart) : default;

    /// <summary>
    /// What reading this entity noticed, its parts not included. Values and content are decoded when asked for and may still add to it.
    /// </summary>
    public FindingList Findings => AllFaults.ToFindings();

    internal int BodyEnd { get; set; }

    internal int PreambleEnd { get; set; }

    internal int EpilogueStart { get; set; }

    internal bool IsMessage { get; set; }

    private MimeFaults AllFaults => _faults | Headers.Faults;

    /// <summary>Whether this is a multipart.</summary>
    /// <param name="subtype">The subtype, such as <c>report</c>; null for any.</param>
    public bool IsMultipart(string? subtype = null) => ContentType.Is("multipart", subtype);

    /// <summary>Everything below this entity in the order of the message, embedded messages and their parts included.</summary>
    public IEnumerable<MimeEntity> Descendants()
    {
        var stack = new Stack<MimeEntity>();
        Push(stack, this);
        while (stack.Count > 0)
        {
            var next = stack.Pop();
            yield return next;
            Push(stack, next);
        }
    }

    /// <summary>
    /// The content with the transfer encoding undone; a slice of the message where there is none. Decoded anew with each call.
    /// </summary>
    public ReadOnlyMemory<byte> GetContent()
    {
        if (TransferEncoding is TransferEncoding.Identity or TransferEncoding.Unknown)
        {
            return RawBody;
        }

        var raw = RawBody.Span;
        var output = new byte[TransferEncodings.MaxLength(TransferEncoding, raw.Length)];
        var length = TransferEncodings.Decode(TransferEncoding, raw, output, ref _faults);
        return output.AsMemory(0, length);
    }

    /// <summary>
    /// The content as text, line ends as they are: in the charset the part names, or a guess where it names none that is known. Decoded
    /// once.
    /// </summary>
    public string GetText() => _text ??= DecodeText();

    /// <summary>The findings of this entity and of all below it, each id once.</summary>
    public FindingList CollectFindings() => CollectFaults().ToFindings();

    /// <summary>The media type and, where it is known, the subject or file name.</summary>
    public override string ToString() =>
        (Headers["Subject"] ?? FileName) is { } title ? ContentType + " " + title : ContentType.ToString();

    internal void Note(MimeFaults faults) => _faults |= faults;

    /// <summary>The findings about limits, of this entity and of all below it: what of the message was not read.</summary>
    internal FindingList CollectCuts() => (CollectFaults() & MimeFaults.Cut).ToFindings();

    private MimeFaults CollectFaults()
    {
        var faults = AllFaults;
        if (Parts.Count > 0)
        {
            foreach (var entity in Descendants())
            {
                faults |= entity.AllFaults;
            }
        }

        return faults;
    }

    private static void Push(Stack<MimeEntity> stack, MimeEntity entity)
    {
        for (var i = entity.Parts.Count - 1; i >= 0; i--)
        {
            stack.Push(entity.Parts[i]);
        }
    }

    private string DecodeText()
    {
        var raw = RawBody.Span;
        if (raw.Length > _limits.MaxTextBytes)
        {
            _faults |= MimeFaults.TextLimit;
            raw = raw.Slice(0, _limits.MaxTextBytes);
        }

        var charset = FindCharset();
        if (TransferEncoding is TransferEncoding.Identity or TransferEncoding.Unknown)
        {
            return charset.Decode(raw, ref _faults);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(TransferEncodings.MaxLength(TransferEncoding, raw.Length));
        try
        {
            var length = TransferEncodings.Decode(TransferEncoding, raw, buffer, ref _faults);
            return charset.Decode(buffer.AsSpan(0, length), ref _faults);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private MimeCharset FindCharset()
    {
        if (ContentType.Charset is not { } name)
        {
            return MimeCharset.Guess;
        }

        if (MimeCharsets.Find(name) is { } charset)
        {
            return charset;
        }

        _faults |= MimeFaults.UnknownCharset;
        return MimeCharset.Guess;
    }

    private MimeContentType ReadContentType()
    {
        var index = Headers.IndexOf("Content-Type");
        if (index < 0)
        {
            return _fallback;
        }

        using var value = new UnfoldedValue(Headers.RawValueSpan(index), ref _faults);
        return MimeContentType.Read(value.Span, _fallback, ref _faults);
    }

    private MimeDisposition ReadDisposition()
    {
        if (_disposition is { } known)
        {
            return known;
        }

        var index = Headers.IndexOf("Content-Disposition");
        if (index < 0)
        {
            return _disposition = MimeDisposition.None;
        }

        using var value = new UnfoldedValue(Headers.RawValueSpan(index), ref _faults);
        return _disposition = MimeDisposition.Read(value.Span, ref _faults);
    }
}

/// <summary>Where an entity begins, where its header ends (before the empty line), and where its body begins.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntityPlace(int Start, int HeaderEnd, int BodyStart);
