using System;
using System.Text;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

/// <summary>Mails written in tests with LF, read with each kind of line end.</summary>
internal static class MailText
{
    /// <summary>The kinds of line ends that a reader must not tell apart.</summary>
    public static TheoryData<string> LineEnds => new("\n", "\r\n", "\r");

    public static MimeEntity Read(string text, string lineEnd = "\n", MimeLimits? limits = null) => MimeReader.Read(Bytes(text, lineEnd), limits);

    /// <summary>UTF-8 with other line ends; the text must hold LF only.</summary>
    public static byte[] Bytes(string text, string lineEnd = "\n") =>
        Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n").Replace("\n", lineEnd));

    /// <summary>One byte for each character, so that a test can write any byte.</summary>
    public static MimeEntity ReadLatin1(string text) => MimeReader.Read(Encoding.GetEncoding(28591).GetBytes(text));

    public static string Ascii(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(bytes.ToArray());
}
