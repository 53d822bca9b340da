using System;

namespace MailOps.Authentication.Spf;

/// <summary>
/// The domain of a term (RFC 7208 section 7.1):
/// <code>
/// domain-spec = macro-string domain-end
/// domain-end  = ( "." toplabel [ "." ] ) / macro-expand
/// toplabel    = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )
/// </code>
/// </summary>
internal static class SpfDomainSpec
{
    public static SpfSyntaxFault Read(ReadOnlySpan<char> text, out SpfMacroString? value)
    {
        value = null;
        if (text.IsEmpty)
        {
            return SpfSyntaxFault.MissingDomain;
        }

        var fault = SpfMacroString.TryRead(text, isExplanation: false, out var read);
        if (fault != SpfSyntaxFault.None)
        {
            return fault;
        }

        // A literal end, %% and the like included, must be a label; a macro may be anything.
        if (read!.Parts[read.Parts.Length - 1].Letter == '\0' && !EndsInTopLabel(text))
        {
            return LooksLikeAddress(text) ? SpfSyntaxFault.AddressAsDomain : SpfSyntaxFault.InvalidDomain;
        }

        value = read;
        return SpfSyntaxFault.None;
    }

    private static bool EndsInTopLabel(ReadOnlySpan<char> text)
    {
        // "%_" and "%-" are macro-expand too: a domain may end in them, though no such domain exists.
        if (text.Length >= 2 && text[text.Length - 2] == '%' && text[text.Length - 1] is '%' or '_' or '-' && IsEscape(text))
        {
            return true;
        }

        var end = text[text.Length - 1] == '.' ? text.Length - 1 : text.Length;
        var dot = text.Slice(0, end).LastIndexOf('.');
        return dot >= 0 && IsTopLabel(text.Slice(dot + 1, end - dot - 1));
    }

    // Whether the percent sign before the last character begins an escape, rather than ending the escape %%.
    private static bool IsEscape(ReadOnlySpan<char> text)
    {
        var start = text.Length - 2;
        var count = 0;
        while (start - count >= 0 && text[start - count] == '%')
        {
            count++;
        }

        return count % 2 == 1;
    }

    private static bool IsTopLabel(ReadOnlySpan<char> label)
    {
        var isNumber = true;
        foreach (var c in label)
        {
            if (!IsAlphanumeric(c) && c != '-')
            {
                return false;
            }

            isNumber &= c is >= '0' and <= '9';
        }

        return !label.IsEmpty && !isNumber && label[0] != '-' && label[label.Length - 1] != '-';
    }

    private static bool LooksLikeAddress(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= '0' and <= '9') or '.'))
            {
                return false;
            }
        }

        return text.IndexOf('.') >= 0;
    }

    private static bool IsAlphanumeric(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
