using System;
using System.Collections.Generic;
using MailOps.Net;

namespace MailOps.Imap;

/// <summary>What a response says about a command or the connection.</summary>
internal enum ImapStatus
{
    /// <summary>It is no status response.</summary>
    None,
    Ok,
    No,
    Bad,
    Bye,
    PreAuth,
}

/// <summary>One response of a server, with its literals; valid until the next one is read.</summary>
internal sealed class ImapResponse
{
    private readonly byte[] _text;
    private readonly int _length;
    private readonly IReadOnlyList<byte[]> _literals;
    private readonly int _body;

    public ImapResponse(byte[] text, int length, IReadOnlyList<byte[]> literals)
    {
        _text = text;
        _length = length;
        _literals = literals;
        var line = text.AsSpan(0, length);
        var space = line.IndexOf((byte)' ');
        var tag = space < 0 ? line : line.Slice(0, space);
        Tag = MailOps.Mime.AsciiText.Latin1(tag);
        _body = space < 0 ? length : space + 1;
        var tokens = Tokens;
        if (IsContinuation || !tokens.TryAtom(out var word))
        {
            return;
        }

        // message-data begins with a number, everything else with its name.
        if (word[0] is >= (byte)'0' and <= (byte)'9' && new ImapTokens(word, []).TryNumber(out var number))
        {
            Number = number;
            tokens.SkipSpaces();
            if (!tokens.TryAtom(out word))
            {
                return;
            }
        }

        tokens.SkipSpaces();
        Name = ImapAscii.Upper(word);
        _body = length - tokens.Rest.Length;
        Status = Number is not null ? ImapStatus.None : Name switch
        {
            "OK" => ImapStatus.Ok,
            "NO" => ImapStatus.No,
            "BAD" => ImapStatus.Bad,
            "BYE" => ImapStatus.Bye,
            "PREAUTH" => ImapStatus.PreAuth,
            _ => ImapStatus.None,
        };
        if (Status != ImapStatus.None)
        {
            ReadCode();
        }
    }

    /// <summary>The tag of the command, <c>*</c> or <c>+</c>.</summary>
    public string Tag { get; }

    public bool IsUntagged => Tag == "*";

    public bool IsContinuation => Tag == "+";

    /// <summary>The name of the response in upper case, such as <c>FETCH</c>.</summary>
    public string Name { get; } = "";

    /// <summary>The number before the name; null when there is none.</summary>
    public long? Number { get; }

    public ImapStatus Status { get; }

    /// <summary>The code in brackets in upper case, such as <c>UIDVALIDITY</c>; empty when there is none.</summary>
    public string Code { get; private set; } = "";

    /// <summary>What stands behind the code in the brackets.</summary>
    public byte[] CodeArguments { get; private set; } = [];

    /// <summary>What follows the name.</summary>
    public ImapTokens Tokens => new(_text.AsSpan(_body, _length - _body), _literals);

    /// <summary>The words for people; behind <c>+</c> what the server asks.</summary>
    public string Text => WireText.Preview(WireText.Decode(Tokens.Rest), 300);

    /// <summary>The octets behind <c>+</c>.</summary>
    public string Challenge => MailOps.Mime.AsciiText.Latin1(_text.AsSpan(_body, _length - _body)).Trim();

    /// <summary>The response for messages: status, code and words.</summary>
    public override string ToString() => Name + " " + Text;

    // resp-text = ["[" resp-text-code "]" SP] text; a code may hold quoted brackets only in strings.
    private void ReadCode()
    {
        var rest = Tokens.Rest;
        if (rest.IsEmpty || rest[0] != '[' || rest.IndexOf((byte)']') is not (> 1 and var end))
        {
            return;
        }

        var code = rest.Slice(1, end - 1);
        var space = code.IndexOf((byte)' ');
        Code = ImapAscii.Upper(space < 0 ? code : code.Slice(0, space));
        CodeArguments = space < 0 ? [] : code.Slice(space + 1).ToArray();
    }
}
