using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MailOps.Mime;

/// <summary>Writes parameters of Content fields: quoted while they are short and ASCII, else as RFC 2231 says.</summary>
internal static class ParameterWriter
{
    private const int MaxPiece = 60;
    private const string HexDigits = "0123456789ABCDEF";

    /// <summary>Adds a parameter to the words of a field, as several pieces where it is long.</summary>
    public static void Write(List<string> words, string name, string value)
    {
        if (value.Length <= MaxPiece && IsPlain(value, out var isToken))
        {
            var quoted = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            words.Add(name + "=" + (isToken ? value : "\"" + quoted + "\""));
            return;
        }

        var pieces = Pieces(value);
        for (var i = 0; i < pieces.Count; i++)
        {
            var section = pieces.Count == 1 ? "*" : "*" + i.ToString(CultureInfo.InvariantCulture) + "*";
            words.Add(name + section + "=" + (i == 0 ? "utf-8''" : "") + pieces[i]);
        }
    }

    private static bool IsPlain(string value, out bool isToken)
    {
        isToken = value.Length > 0;
        foreach (var c in value)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }

            // tspecials (RFC 2045 section 5.1)
            isToken &= c != ' ' && !"()<>@,;:\\\"/[]?=*'%".Contains(c);
        }

        // An encoded word here would be decoded by readers that are laxer than the RFC, ours among them.
        return !value.Contains("=?", StringComparison.Ordinal) && value.Trim(' ').Length == value.Length;
    }

    private static List<string> Pieces(string value)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (piece.Length + 3 > MaxPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            if (IsAttributeChar(b))
            {
                piece.Append((char)b);
            }
            else
            {
                piece.Append('%').Append(HexDigits[b >> 4]).Append(HexDigits[b & 15]);
            }
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    // attribute-char (RFC 2231 section 7)
    private static bool IsAttributeChar(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
        || "!#$&+-.^_`{|}~".Contains((char)b);
}
