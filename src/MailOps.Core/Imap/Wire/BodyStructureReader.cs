using System;
using System.Collections.Generic;
using System.Globalization;
using MailOps.Mailboxes;
using MailOps.Mime;

namespace MailOps.Imap;

/// <summary>Reads BODYSTRUCTURE (RFC 9051 section 7.5.2), bounded in depth, parts and parameters.</summary>
internal static class BodyStructureReader
{
    private const int MaxDepth = 50;
    private const int MaxParts = 10_000;
    private const int MaxParameters = 200;

    public static bool TryRead(ref ImapTokens tokens, out MailBodyPart part)
    {
        var left = MaxParts;
        return TryReadBody(ref tokens, "", 0, ref left, out part);
    }

    // body = "(" (body-type-1part / body-type-mpart) ")"
    private static bool TryReadBody(ref ImapTokens tokens, string number, int depth, ref int left, out MailBodyPart part)
    {
        part = new MailBodyPart();
        if (depth > MaxDepth || --left < 0 || !tokens.TryTake('('))
        {
            return false;
        }

        return tokens.IsNext('(')
            ? TryReadMultipart(ref tokens, number, depth, ref left, out part)
            : TryReadSingle(ref tokens, number, depth, ref left, out part);
    }

    // body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart]
    private static bool TryReadMultipart(ref ImapTokens tokens, string number, int depth, ref int left, out MailBodyPart part)
    {
        List<MailBodyPart> parts = [];
        part = new MailBodyPart();
        while (tokens.IsNext('('))
        {
            if (!TryReadBody(ref tokens, Inner(number, parts.Count + 1), depth + 1, ref left, out var inner))
            {
                return false;
            }

            parts.Add(inner);
            tokens.SkipSpaces();
        }

        if (!TryReadText(ref tokens, out var subtype))
        {
            return false;
        }

        part = part with { Number = number, MediaType = "multipart/" + subtype.ToLowerInvariant(), Parts = parts };
        tokens.SkipSpaces();
        if (tokens.IsNext(')'))
        {
            return tokens.TryTake(')');
        }

        if (!TryReadParameters(ref tokens, out var parameters))
        {
            return false;
        }

        part = part with { Parameters = parameters };
        return TryReadExtension(ref tokens, ref part);
    }

    // body-type-1part = media SP param SP id SP desc SP enc SP octets, and more for message/rfc822 and text
    private static bool TryReadSingle(ref ImapTokens tokens, string number, int depth, ref int left, out MailBodyPart part)
    {
        part = new MailBodyPart { Number = number.Length == 0 ? "1" : number };
        if (!TryReadText(ref tokens, out var type) || !TryReadText(ref tokens, out var subtype)
            || !TryReadParameters(ref tokens, out var parameters) || !TryReadText(ref tokens, out var id)
            || !TryReadText(ref tokens, out _) || !TryReadText(ref tokens, out var encoding) || !TryReadSize(ref tokens, out var size))
        {
            return false;
        }

        part = part with
        {
            MediaType = (type + "/" + subtype).ToLowerInvariant(),
            Parameters = parameters,
            ContentId = id,
            Encoding = encoding.ToLowerInvariant(),
            Size = size,
            FileName = parameters.TryGetValue("name", out var name) ? name : "",
        };
        tokens.SkipSpaces();
        if (part.MediaType is "message/rfc822" or "message/global" && tokens.IsNext('(') && !TryReadMessage(ref tokens, depth, ref left, ref part))
        {
            return false;
        }

        // The number of lines of text and messages.
        tokens.TryNumber(out _);
        tokens.SkipSpaces();
        if (tokens.TryTake(')'))
        {
            return true;
        }

        // body-ext-1part = md5 [SP dsp [SP lang [SP loc *(SP ext)]]]
        return TryReadText(ref tokens, out _) && TryReadExtension(ref tokens, ref part);
    }

    // envelope SP body SP lines; the parts of the message inside are numbered below this one.
    private static bool TryReadMessage(ref ImapTokens tokens, int depth, ref int left, ref MailBodyPart part)
    {
        if (!tokens.TrySkip())
        {
            return false;
        }

        tokens.SkipSpaces();
        var before = tokens;
        var isMultipart = before.TryTake('(') && before.IsNext('(');
        var number = isMultipart ? part.Number : Inner(part.Number, 1);
        if (!TryReadBody(ref tokens, number, depth + 1, ref left, out var body))
        {
            return false;
        }

        part = part with { Parts = isMultipart ? [body with { Number = "" }] : [body] };
        tokens.SkipSpaces();
        return true;
    }

    // dsp = "(" string SP params ")" / nil; what follows it is of no use here.
    private static bool TryReadExtension(ref ImapTokens tokens, ref MailBodyPart part)
    {
        tokens.SkipSpaces();
        if (tokens.TryTake('('))
        {
            if (!TryReadText(ref tokens, out var disposition) || !TryReadParameters(ref tokens, out var parameters))
            {
                return false;
            }

            tokens.SkipSpaces();
            if (!tokens.TryTake(')'))
            {
                return false;
            }

            part = part with
            {
                Disposition = disposition.ToLowerInvariant(),
                FileName = parameters.TryGetValue("filename", out var name) && name.Length > 0 ? name : part.FileName,
            };
        }
        else if (!tokens.IsNext(')') && !tokens.TryNil() && !tokens.TryString(out _))
        {
            return false;
        }

        for (tokens.SkipSpaces(); !tokens.TryTake(')'); tokens.SkipSpaces())
        {
            if (!tokens.TrySkip())
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadParameters(ref ImapTokens tokens, out IReadOnlyDictionary<string, string> parameters)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        parameters = found;
        tokens.SkipSpaces();
        if (tokens.TryNil())
        {
            return true;
        }

        if (!tokens.TryTake('('))
        {
            return false;
        }

        List<ParameterSection> sections = [];
        var faults = default(MimeFaults);
        for (tokens.SkipSpaces(); !tokens.TryTake(')'); tokens.SkipSpaces())
        {
            if (!tokens.TryNString(out var name))
            {
                return false;
            }

            tokens.SkipSpaces();
            if (!tokens.TryNString(out var value) || found.Count + sections.Count > MaxParameters)
            {
                return false;
            }

            // RFC 2231: name*0*, name*; servers pass them on as they are.
            if (name.Span.IndexOf((byte)'*') > 0 && ParameterSection.TryCreate(name.Span, value.ToArray(), out var section))
            {
                sections.Add(section);
            }
            else
            {
                found[AsciiText.Latin1(name.Span)] = HeaderText.Read(value.Span, decodeWords: true, ref faults);
            }
        }

        List<KeyValuePair<string, string>> joined = [];
        ParameterSection.Join(sections, joined, ref faults);
        foreach (var pair in joined)
        {
            found[pair.Key] = pair.Value;
        }

        return true;
    }

    private static bool TryReadText(ref ImapTokens tokens, out string text)
    {
        tokens.SkipSpaces();
        var found = tokens.TryNString(out var value);
        var faults = default(MimeFaults);
        text = HeaderText.Read(value.Span, decodeWords: false, ref faults);
        return found;
    }

    // Some servers write NIL for an empty part.
    private static bool TryReadSize(ref ImapTokens tokens, out long size)
    {
        tokens.SkipSpaces();
        return tokens.TryNumber(out size) || tokens.TryNil();
    }

    private static string Inner(string number, int index)
    {
        var text = index.ToString(CultureInfo.InvariantCulture);
        return number.Length == 0 ? text : number + "." + text;
    }
}
