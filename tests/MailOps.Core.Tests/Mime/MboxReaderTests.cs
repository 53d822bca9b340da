using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Mime;
using Xunit;

namespace MailOps.Tests.Mime;

public sealed class MboxReaderTests
{
    private const string Two =
        "From MAILER-DAEMON Sun Mar  1 12:00:00 2026\nSubject: one\n\nFrom here on all is body.\n>From quoted\n\n"
        + "From bob@example.org Sun Mar  1 12:00:01 2026\nSubject: two\n\nbody two\n\nFrom the start, this is a sentence.\nReally.\n\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Messages_begin_at_from_lines_and_not_at_sentences(string lineEnd)
    {
        foreach (var messages in Both(Two.Replace("\n", lineEnd)))
        {
            Assert.Equal(2, messages.Count);
            Assert.All(messages, m => Assert.True(m.IsMbox));
            Assert.Equal("Subject: one\n\nFrom here on all is body.\n>From quoted\n", Text(messages[0]).Replace(lineEnd, "\n"));
            Assert.Equal("Subject: two\n\nbody two\n\nFrom the start, this is a sentence.\nReally.\n\n", Text(messages[1]).Replace(lineEnd, "\n"));
            Assert.Equal([0L, Two.Replace("\n", lineEnd).IndexOf("From bob", StringComparison.Ordinal)], messages.Select(m => m.Offset));
        }
    }

    [Fact]
    public void A_from_line_without_an_empty_line_before_it_is_one_when_a_header_follows()
    {
        foreach (var messages in Both("From a Sun Mar  1 12:00:00 2026\nA: 1\n\nx\nFrom b Sun Mar  1 12:00:00 2026\nB: 2\n\ny\n"))
        {
            Assert.Equal(["A: 1\n\nx\n", "B: 2\n\ny\n"], messages.Select(Text));
        }
    }

    [Fact]
    public void A_file_that_does_not_begin_with_a_from_line_is_one_message()
    {
        const string Mail = "Subject: x\n\n\nFrom a Sun Mar  1 12:00:00 2026\nA: 1\n";
        foreach (var messages in Both(Mail))
        {
            Assert.Equal([Mail], messages.Select(Text));
            Assert.False(messages[0].IsMbox);
        }
    }

    [Fact]
    public void An_empty_file_has_no_messages() => Assert.All(Both(""), Assert.Empty);

    [Fact]
    public void A_message_without_any_byte_is_still_one()
    {
        foreach (var messages in Both("From a 12:00\nFrom b 12:00\nX: y\n"))
        {
            Assert.Equal(["", "X: y\n"], messages.Select(Text));
        }
    }

    [Fact]
    public void What_is_longer_than_the_limit_is_cut_and_the_next_message_found()
    {
        var text = "From a 12:00 2026\nA: 1\n\n" + new string('x', 3_000_000) + "\n\nFrom b 12:00 2026\nB: 2\n\ny\n";
        var messages = MboxReader.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)), 1000).ToList();
        Assert.Equal([true, false], messages.Select(m => m.IsTruncated));
        Assert.Equal(1000, messages[0].Content.Length);
        Assert.Equal("B: 2\n\ny\n", Text(messages[1]));
    }

    [Fact]
    public void An_endless_single_message_is_cut()
    {
        var message = Assert.Single(MboxReader.Read(new CountingStream(500_000_000), 100_000));
        Assert.True(message.IsTruncated);
        Assert.Equal(100_000, message.Content.Length);
    }

    [Fact]
    public void Streams_are_split_like_memory_whatever_the_pieces()
    {
        var line = Gen.Elements("From a@b 12:00:00 2026", "From here", "X: y", "", "", "text", ">From a 12:00", "From", "\r", "xFrom a 12:00");
        var files = from lines in Gen.ListOf(line)
                    from end in Gen.Elements("\n", "\r\n", "\r")
                    select "From first 12:00 2026" + end + string.Join(end, lines);
        Prop.ForAll(files.ToArbitrary(), file =>
        {
            var bytes = Encoding.ASCII.GetBytes(file);
            var whole = MboxReader.Split(bytes).ToList();
            var pieces = MboxReader.Read(new TricklingStream(bytes)).ToList();
            return whole.Select(Text).SequenceEqual(pieces.Select(Text)) && whole.Select(m => m.Offset).SequenceEqual(pieces.Select(m => m.Offset));
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<List<MboxMessage>> Both(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        yield return MboxReader.Split(bytes).ToList();
        yield return MboxReader.Read(new TricklingStream(bytes)).ToList();
    }

    private static string Text(MboxMessage message) => Encoding.ASCII.GetString(message.Content.ToArray());

    /// <summary>Gives one, two, three … bytes a read, so that every boundary falls between two reads sometime.</summary>
    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
    {
        private int _next;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, (_next++ % 7) + 1));
    }
}
