using System;
using System.Linq;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class MessageReaderTests
{
    private static readonly byte[] Query = Packet.Query("example.com", 15);

    [Fact]
    public void Reads_records_with_compressed_names()
    {
        var message = Read(Packet.AnswerTo(Query, answers: 2)
            .Record(15, 300, p => p.Word(10).Add(2).Add((byte)'m', (byte)'x').Pointer(12))
            .Record(15, 600, p => p.Word(20).Name("MX.Example.ORG")));

        Assert.Equal(["10 mx.example.com", "20 mx.example.org"], message.Answers.Select(r => r.Data));
        Assert.Equal(["example.com", "example.com"], message.Answers.Select(r => r.Name));
        Assert.Equal([300.0, 600.0], message.Answers.Select(r => r.TimeToLive.TotalSeconds));
    }

    [Fact]
    public void Reads_every_known_type()
    {
        var message = Read(Packet.AnswerTo(Query, answers: 11)
            .A(1, 192, 0, 2, 1)
            .Record(28, 1, p => p.Add(IPAddress.Parse("2001:db8::1").GetAddressBytes()))
            .Record(5, 1, p => p.Name("alias.example"))
            .Record(2, 1, p => p.Name("ns.example"))
            .Record(12, 1, p => p.Name("ptr.example"))
            .Record(6, 1, p => p.Name("ns.example").Name("admin.example").Long(4_000_000_000).Long(2).Long(3).Long(4).Long(5))
            .Record(16, 1, p => p.Add(2, (byte)'a', (byte)'"', 0, 1, 0xFF))
            .Record(33, 1, p => p.Word(1).Word(2).Word(993).Name("imap.example"))
            .Record(52, 1, p => p.Add(3, 1, 1, 0xAB, 0xCD))
            .Record(257, 1, p => p.Add(128, 5).Add([.. "ISSUE"u8, .. "ca.example"u8]))
            .Record(15, 1, p => p.Word(0).Name("")));

        Assert.Equal(
            [
                "192.0.2.1", "2001:db8::1", "alias.example", "ns.example", "ptr.example", "ns.example admin.example 4000000000 2 3 4 5",
                "\"a\\\"\\255\"", "1 2 993 imap.example", "3 1 1 abcd", "128 issue \"ca.example\"", "0 .",
            ],
            message.Answers.Select(r => r.Data));
        Assert.True(((DnsMxRecord)message.Answers[10]).IsNull);
        Assert.True(((DnsCaaRecord)message.Answers[9]).IsCritical);
        Assert.Equal([(byte)'a', (byte)'"', 0xFF], ((DnsTxtRecord)message.Answers[6]).Value.ToArray());
    }

    [Fact]
    public void Skips_types_and_classes_that_are_none_of_ours()
    {
        var message = Read(Packet.AnswerTo(Query, answers: 3)
            .Record(46, 1, p => p.Add(1, 2, 3))
            .Pointer(12).Word(1).Word(3).Long(1).Word(4).Add(1, 2, 3, 4)
            .A(1, 192, 0, 2, 1));
        Assert.Equal("192.0.2.1", Assert.Single(message.Answers).Data);
    }

    [Fact]
    public void Reads_the_extended_code_and_the_extended_error()
    {
        var message = Read(Packet.AnswerTo(Query, code: 2, additionals: 1).Opt(1, 0, 10, 0, 2, 9, 9, 0, 15, 0, 5, 0, 6, (byte)'b', (byte)'a', (byte)'d'));
        Assert.Equal((18, 6, "bad"), (message.ResponseCode, message.ExtendedError, message.ExtendedText));
        Assert.True(message.HasEdns);
    }

    [Fact]
    public void A_lifetime_with_the_highest_bit_means_none() =>
        Assert.Equal(TimeSpan.Zero, Read(Packet.AnswerTo(Query, answers: 1).A(0x80000001L, 1, 2, 3, 4)).Answers[0].TimeToLive);

    [Fact]
    public void Of_a_truncated_answer_nothing_is_read()
    {
        var message = Read(Packet.AnswerTo(Query, answers: 5, flags: 0x8380).Add(1, 2, 3));
        Assert.True(message.IsTruncated);
        Assert.Empty(message.Answers);
    }

    public static TheoryData<string, byte[]> Malformed()
    {
        Packet One() => Packet.AnswerTo(Query, answers: 1);
        var start = One().Length;
        var data = new TheoryData<string, byte[]>
        {
            { "more answers are announced than there are", Packet.AnswerTo(Query, answers: 2).A(1, 1, 2, 3, 4).ToArray() },
            { "65,535 answers are announced", Packet.AnswerTo(Query, answers: 65_535).A(1, 1, 2, 3, 4).ToArray() },
            { "more authorities are announced than there are", Packet.AnswerTo(Query, authorities: 1).ToArray() },
            { "more additionals are announced than there are", Packet.AnswerTo(Query, additionals: 1).ToArray() },
            { "the record ends in its header", One().Pointer(12).Word(1).Word(1).ToArray() },
            { "the data ends early", One().Pointer(12).Word(1).Word(1).Long(1).Word(4).Add(1, 2, 3).ToArray() },
            { "the data is longer than the packet", One().Pointer(12).Word(1).Word(1).Long(1).Word(65_535).Add(1, 2, 3, 4).ToArray() },
            { "an address has three octets", One().Record(1, 1, p => p.Add(1, 2, 3)).ToArray() },
            { "an address has five octets", One().Record(1, 1, p => p.Add(1, 2, 3, 4, 5)).ToArray() },
            { "a pointer points to itself", One().Pointer(start).Word(1).Word(1).Long(1).Word(0).ToArray() },
            { "a pointer points forward", One().Pointer(start + 2).Name("a").Word(1).Word(1).Long(1).Word(0).ToArray() },
            { "a pointer points beyond the packet", One().Pointer(0x3FFF).Word(1).Word(1).Long(1).Word(0).ToArray() },
            { "two pointers point to each other", Loop(start) },
            { "a label runs into its own pointer", One().Add(1, (byte)'a').Pointer(start).Word(1).Word(1).Long(1).Word(0).ToArray() },
            { "pointers lead to pointers without end", Chain() },
            { "a pointer is cut in half", One().Add(0xC0).ToArray() },
            { "a label has the reserved type 01", One().Add(0x41, (byte)'a', 0).Word(1).Word(1).Long(1).Word(0).ToArray() },
            { "a label has the reserved type 10", One().Add(0x81, (byte)'a', 0).Word(1).Word(1).Long(1).Word(0).ToArray() },
            { "a label is longer than the packet", One().Add(63, (byte)'a').ToArray() },
            { "a name has no end", One().Add(1, (byte)'a').ToArray() },
            { "a name has 256 octets", One().Record(string.Join(".", Enumerable.Repeat(new string('a', 62), 4)) + ".bb", 1, 1, p => p.Add(1, 2, 3, 4)).ToArray() },
            { "a name grows beyond 255 octets through a pointer", Grown() },
            { "a name in the data reaches beyond the data", One().Pointer(12).Word(15).Word(1).Long(1).Word(5).Word(10).Add(9, (byte)'a', (byte)'b').Name("cdefghi").ToArray() },
            { "data follows the name in the data", One().Record(5, 1, p => p.Name("a").Add(7)).ToArray() },
            { "a string is longer than the text", One().Record(16, 1, p => p.Add(5, 1, 2)).ToArray() },
            { "a property has no tag", One().Record(257, 1, p => p.Add(0, 0)).ToArray() },
            { "a tag is longer than the property", One().Record(257, 1, p => p.Add(0, 9, (byte)'i')).ToArray() },
            { "a certificate record ends early", One().Record(52, 1, p => p.Add(3, 1)).ToArray() },
            { "an option is longer than its record", Packet.AnswerTo(Query, additionals: 1).Opt(0, 0, 15, 0, 9, 0).ToArray() },
            { "an extended error has one octet", Packet.AnswerTo(Query, additionals: 1).Opt(0, 0, 15, 0, 1, 6).ToArray() },
        };
        return data;

        byte[] Loop(int offset) => Packet.AnswerTo(Query, answers: 1).Pointer(offset + 2).Pointer(offset).Word(1).Word(1).Long(1).Word(0).ToArray();

        byte[] Chain()
        {
            // A text of pointers, each to the one before it, and a name that begins at the last.
            var packet = Packet.AnswerTo(Query, answers: 2).Record(16, 1, p =>
            {
                for (var i = 0; i < 200; i++)
                {
                    p.Add(2).Pointer(i == 0 ? 12 : start + 13 + (3 * (i - 1)));
                }
            });
            return packet.Pointer(start + 13 + (3 * 199)).Word(1).Word(1).Long(1).Word(4).Add(1, 2, 3, 4).ToArray();
        }

        byte[] Grown()
        {
            var packet = Packet.AnswerTo(Query, answers: 2);
            var first = packet.Length;
            packet.Record(string.Join(".", Enumerable.Repeat(new string('a', 60), 4)), 1, 1, p => p.Add(1, 2, 3, 4));
            return packet.Add(30).Add([.. Enumerable.Repeat((byte)'b', 30)]).Pointer(first).Word(1).Word(1).Long(1).Word(4).Add(1, 2, 3, 4).ToArray();
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Refuses_an_answer_in_which(string fault, byte[] packet)
    {
        Assert.NotEmpty(fault);
        Assert.True(MessageReader.IsAnswerTo(packet, Query, isMixedCase: false));
        Assert.False(MessageReader.TryRead(packet, new DnsQuestion("example.com", DnsRecordType.MX), out _));
    }

    [Fact]
    public void Reads_a_name_of_255_octets()
    {
        var name = string.Join(".", new string('a', 63), new string('b', 63), new string('c', 63), new string('d', 61));
        Assert.Equal(name, Read(Packet.AnswerTo(Query, answers: 1).Record(name, 1, 1, p => p.Add(1, 2, 3, 4))).Answers[0].Name);
    }

    [Fact]
    public void Octets_in_names_that_are_no_text_are_escaped()
    {
        var message = Read(Packet.AnswerTo(Query, answers: 1).Record(5, 1, p => p.Add(4, (byte)'.', (byte)'\\', 0, 0xFF).Add(2, (byte)'A', (byte)' ').Add(0)));
        Assert.Equal("\\.\\\\\\000\\255.a\\032", message.Answers[0].Data);
        Assert.True(DnsQuestion.TryCreate(message.Answers[0].Data, DnsRecordType.A, out var question));
        Assert.Equal(message.Answers[0].Data, question.Name);
    }

    [Theory]
    [InlineData("id", 0, 0x55)]
    [InlineData("query bit", 2, 0x01)]
    [InlineData("opcode", 2, 0xA9)]
    [InlineData("name", 13, 0x66)]
    [InlineData("type", 26, 1)]
    [InlineData("class", 28, 3)]
    [InlineData("question count", 5, 2)]
    [InlineData("missing question", 5, 0)]
    public void Takes_no_packet_with_another(string what, int offset, byte value)
    {
        Assert.NotEmpty(what);
        var packet = Packet.AnswerTo(Query).ToArray();
        Assert.True(MessageReader.IsAnswerTo(packet, Query, isMixedCase: false));
        packet[offset] = value;
        Assert.False(MessageReader.IsAnswerTo(packet, Query, isMixedCase: false));
    }

    [Fact]
    public void Takes_an_answer_whose_name_differs_in_case_unless_the_case_was_mixed()
    {
        var packet = Packet.AnswerTo(Query).ToArray();
        packet[13] = (byte)'E';
        Assert.True(MessageReader.IsAnswerTo(packet, Query, isMixedCase: false));
        Assert.False(MessageReader.IsAnswerTo(packet, Query, isMixedCase: true));
    }

    [Fact]
    public void Takes_no_packet_that_is_cut_before_the_end_of_the_question()
    {
        var packet = Packet.AnswerTo(Query).ToArray();
        for (var length = 0; length < packet.Length; length++)
        {
            Assert.False(MessageReader.IsAnswerTo(packet.AsSpan(0, length), Query, isMixedCase: false));
        }
    }

    [Fact]
    public void Random_octets_are_no_answer_and_break_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), octets =>
        {
            MessageReader.TryRead(octets, new DnsQuestion("example.com", DnsRecordType.MX), out _);
            return !MessageReader.IsAnswerTo(octets, Query, isMixedCase: false);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Changed_answers_are_read_or_refused_but_never_break_anything()
    {
        var seed = Packet.AnswerTo(Query, answers: 6, authorities: 1, additionals: 1)
            .Record(15, 300, p => p.Word(10).Add(2, (byte)'m', (byte)'x').Pointer(12))
            .Record(16, 300, p => p.Add(3, 1, 2, 3, 1, 4))
            .Record(257, 300, p => p.Add(0, 5).Add([.. "issue"u8]).Add(1, 2))
            .Record(52, 300, p => p.Add(3, 1, 1, 9))
            .Record(33, 300, p => p.Word(1).Word(2).Word(3).Name("srv.example"))
            .Record(5, 300, p => p.Name("other.example"))
            .Soa("com", 60, 30)
            .Opt(0, 0, 15, 0, 3, 0, 6, 65)
            .ToArray();
        Assert.Equal(6, Read(seed).Answers.Count);
        var change = Gen.Choose(12, seed.Length - 1).Zip(Gen.Choose(0, 255));
        Prop.ForAll(Gen.ArrayOf(change).ToArbitrary(), changes =>
        {
            var packet = (byte[])seed.Clone();
            foreach (var (offset, value) in changes)
            {
                packet[offset] = (byte)value;
            }

            return !MessageReader.TryRead(packet, new DnsQuestion("example.com", DnsRecordType.MX), out var message)
                || message.Answers.All(r => r.Name.Length <= DnsName.MaxText && r.Data.Length < 4 * packet.Length + DnsName.MaxText);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static DnsMessage Read(Packet packet) => Read(packet.ToArray());

    private static DnsMessage Read(byte[] packet)
    {
        Assert.True(MessageReader.IsAnswerTo(packet, Query, isMixedCase: false));
        Assert.True(MessageReader.TryRead(packet, new DnsQuestion("example.com", DnsRecordType.MX), out var message));
        return message;
    }
}
