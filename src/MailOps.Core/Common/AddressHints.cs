using System;

namespace MailOps;

/// <summary>
/// Turns the first fault of a scan into the reason that a person can act on: a blank in a name is no news when the whole field is no
/// address at all. Runs only for invalid text, in time linear to it.
/// </summary>
internal static class AddressHints
{
    public static AddressError Refine(ReadOnlySpan<char> text, AddressError error)
    {
        if (error.Fault is AddressFault.UnpairedSurrogate or AddressFault.ControlCharacter or AddressFault.LocalPartMissing)
        {
            return error;
        }

        var at = text.IndexOf('@');
        if (at < 0)
        {
            return new(AddressFault.AtMissing, text.Length);
        }

        var open = text.IndexOf('<');
        if (open >= 0 && text[text.Length - 1] == '>' && text[open..].IndexOf('@') >= 0)
        {
            return new(AddressFault.AngleBrackets, open);
        }

        // a@b.com, c@d.com or a@b.com;c@d.com
        var fault = text[error.Position..];
        return error.Position < text.Length && error.Fault is AddressFault.DomainCharacter or AddressFault.WhiteSpace && error.Position > at
            && IsSeparator(fault) && fault.IndexOf('@') >= 0
            ? new(AddressFault.SeveralAddresses, error.Position)
            : error;
    }

    private static bool IsSeparator(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is ',' or ';')
            {
                return true;
            }

            if (c is not (' ' or '\t'))
            {
                return false;
            }
        }

        return false;
    }
}
