using System.Linq;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class QueryWriterTests
{
    private static readonly DnsQuestion Question = new("mail.example.com", DnsRecordType.CAA);

    [Fact]
    public void Writes_header_and_question()
    {
        var packet = QueryWriter.Write(Question, default);
        QueryWriter.SetId(packet, 0xABCD);
        Assert.Equal(
            new Packet().Word(0xABCD).Word(0x0120).Word(1).Word(0).Word(0).Word(0).Name("mail.example.com").Word(257).Word(1).ToArray(),
            packet);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0x8000)]
    public void Offers_1232_octets_with_edns(bool wantsSignatures, int flags)
    {
        var plain = QueryWriter.Write(Question, default);
        var packet = QueryWriter.Write(Question, new QueryShape { UseEdns = true, WantsSignatures = wantsSignatures });
        Assert.Equal(1, packet[11]);
        Assert.Equal(new Packet().Add(0).Word(41).Word(1232).Word(0).Word(flags).Word(0).ToArray(), packet.Skip(plain.Length));
    }

    [Fact]
    public void Asks_for_the_root_and_for_octets_that_are_no_text()
    {
        Assert.Equal(0, QueryWriter.Write(new DnsQuestion(".", DnsRecordType.NS), default)[12]);
        Assert.Equal([3, (byte)'.', 0xFF, (byte)'\\', 0], QueryWriter.Write(new DnsQuestion("\\.\\255\\\\", DnsRecordType.NS), default).Skip(12).Take(5));
    }

    [Fact]
    public void Mixes_the_case_of_letters_and_nothing_else()
    {
        var question = new DnsQuestion(string.Join(".", Enumerable.Repeat("abcdefghij-0123456789_klmnop", 6)), DnsRecordType.A);
        var plain = QueryWriter.Write(question, default);
        var mixed = QueryWriter.Write(question, new QueryShape { UseMixedCase = true });
        Assert.NotEqual(plain, mixed);
        Assert.Equal(plain, mixed.Select((octet, i) => i >= 12 && octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet));
    }
}
