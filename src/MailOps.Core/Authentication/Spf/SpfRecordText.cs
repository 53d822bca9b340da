using System;

namespace MailOps.Authentication.Spf;

/// <summary>Records as octets of the DNS.</summary>
internal static class SpfRecordText
{
    private static readonly byte[] Version = [(byte)'v', (byte)'=', (byte)'s', (byte)'p', (byte)'f', (byte)'1'];

    /// <summary>Whether a text is meant for SPF (section 4.5): the version in any case, then a space or the end.</summary>
    public static bool IsRecord(ReadOnlySpan<byte> text)
    {
        if (text.Length < Version.Length || (text.Length > Version.Length && text[Version.Length] != ' '))
        {
            return false;
        }

        for (var i = 0; i < Version.Length; i++)
        {
            var c = text[i] is >= (byte)'A' and <= (byte)'Z' ? text[i] | 0x20 : text[i];
            if (c != Version[i])
            {
                return false;
            }
        }

        return true;
    }
}
