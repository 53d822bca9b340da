using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using MailOps.Authentication.Signing;
using Xunit;

namespace MailOps.Tests.Authentication;

public sealed class BodyHashesTests
{
    // RFC 6376 section 3.4.5 and the edges of sections 3.4.3 and 3.4.4
    [Theory]
    [InlineData(Canonicalization.Simple, " C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n")]
    [InlineData(Canonicalization.Relaxed, " C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n")]
    [InlineData(Canonicalization.Simple, "", "\r\n")]
    [InlineData(Canonicalization.Relaxed, "", "")]
    [InlineData(Canonicalization.Simple, "\r\n\r\n", "\r\n")]
    [InlineData(Canonicalization.Relaxed, " \t\r\n\r\n", "")]
    [InlineData(Canonicalization.Simple, "a", "a\r\n")]
    [InlineData(Canonicalization.Relaxed, "a \t", "a\r\n")]
    [InlineData(Canonicalization.Simple, "a\nb\n\n", "a\r\nb\r\n")]
    [InlineData(Canonicalization.Relaxed, "a \nb\n \n", "a\r\nb\r\n")]
    [InlineData(Canonicalization.Simple, "a\rb\r\r\n", "a\rb\r\r\n")]
    public void Makes_the_canonical_form_of_the_standard(Canonicalization mode, string body, string expected) =>
        Assert.Equal(Sha256(Encoding.ASCII.GetBytes(expected)), Sha256Of(mode, Encoding.ASCII.GetBytes(body), null, [body.Length]));

    [Theory]
    [InlineData(Canonicalization.Simple)]
    [InlineData(Canonicalization.Relaxed)]
    public void Makes_the_same_of_any_body_however_it_is_cut(Canonicalization mode)
    {
        var random = new Random(20260301);
        for (var round = 0; round < 3000; round++)
        {
            var body = RandomBody(random);
            var whole = Sha256(Reference(mode, body));
            var cuts = new List<int>();
            for (var left = body.Length; left > 0;)
            {
                var take = Math.Min(left, 1 + random.Next(round % 2 == 0 ? 3 : 40));
                cuts.Add(take);
                left -= take;
            }

            Assert.True(whole == Sha256Of(mode, body, null, cuts), "round " + round + ": " + BitConverter.ToString(body));
            Assert.Equal(whole, Sha256Of(mode, body, null, [body.Length]));
        }
    }

    [Fact]
    public void Hashes_only_as_much_as_a_length_covers_and_knows_what_is_left()
    {
        using var hashes = new BodyHashes();
        var all = hashes.Request(Canonicalization.Simple, null);
        var some = hashes.Request(Canonicalization.Simple, 3);
        var tooMuch = hashes.Request(Canonicalization.Simple, 100);
        Assert.Same(some, hashes.Request(Canonicalization.Simple, 3));
        hashes.Append("abcdef"u8);
        hashes.Complete();

        Assert.Equal(Sha256("abcdef\r\n"u8.ToArray()), Text(all.Result));
        Assert.Equal(Sha256("abc"u8.ToArray()), Text(some.Result));
        Assert.True(some.HasMore);
        Assert.False(all.HasMore);
        Assert.True(tooMuch.IsShort);
        Assert.Equal(8, tooMuch.CanonicalLength);
    }

    private static string Sha256Of(Canonicalization mode, byte[] body, long? length, IReadOnlyList<int> pieces)
    {
        using var hashes = new BodyHashes();
        var hash = hashes.Request(mode, length);
        var start = 0;
        foreach (var piece in pieces)
        {
            hashes.Append(body.AsSpan(start, piece));
            start += piece;
        }

        hashes.Complete();
        return Text(hash.Result);
    }

    // The rules of section 3.4 word for word, over the whole body at once.
    private static byte[] Reference(Canonicalization mode, byte[] body)
    {
        var text = Encoding.ASCII.GetString(body).Replace("\r\n", "\n");
        var lines = new List<string>(text.Split('\n'));
        for (var i = 0; mode == Canonicalization.Relaxed && i < lines.Count; i++)
        {
            var line = lines[i].Replace('\t', ' ');
            while (line.Contains("  "))
            {
                line = line.Replace("  ", " ");
            }

            lines[i] = line.TrimEnd(' ');
        }

        while (lines.Count > 0 && lines[lines.Count - 1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return Encoding.ASCII.GetBytes(lines.Count == 0 ? mode == Canonicalization.Simple ? "\r\n" : "" : string.Join("\r\n", lines) + "\r\n");
    }

    private static byte[] RandomBody(Random random)
    {
        string[] pieces = ["a", "bc", " ", "  ", "\t", "\r\n", "\r\n\r\n", "\n", "\r", "word word word word word word", "x \r\n", "\t\r\n"];
        var body = new StringBuilder();
        for (var i = random.Next(30); i > 0; i--)
        {
            body.Append(pieces[random.Next(pieces.Length)]);
        }

        return Encoding.ASCII.GetBytes(body.ToString());
    }

    private static string Sha256(byte[] data)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(data);
        return Text(sha.GetHashAndReset());
    }

    private static string Text(byte[] octets) => BitConverter.ToString(octets);
}
