using System.Linq;
using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class DnsRecordProposalTests
{
    [Theory]
    [InlineData("x.example", "v=spf1 -all", "x.example. IN TXT \"v=spf1 -all\"")]
    [InlineData("", "a\"b\\c", "@ IN TXT \"a\\\"b\\\\c\"")]
    [InlineData("", "\u00fc;", "@ IN TXT \"\\195\\188;\"")]
    public void Writes_a_line_that_a_zone_file_takes(string name, string value, string line) =>
        Assert.Equal(line, new DnsRecordProposal { Name = name, Type = DnsRecordType.TXT, Value = value }.ZoneLine);

    [Theory]
    [InlineData(255, 1)]
    [InlineData(256, 2)]
    [InlineData(511, 3)]
    public void Divides_a_long_text_into_strings_of_255_octets(int length, int strings)
    {
        var line = new DnsRecordProposal { Type = DnsRecordType.TXT, Value = new string('x', length) }.ZoneLine;
        var parts = line.Split('"').Where((_, i) => i % 2 == 1).ToList();
        Assert.Equal((strings, length, true), (parts.Count, parts.Sum(p => p.Length), parts.TrueForAll(p => p.Length <= 255)));
    }
}
