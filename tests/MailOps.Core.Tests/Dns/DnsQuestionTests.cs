using MailOps.Dns;
using Xunit;

namespace MailOps.Tests.Dns;

public sealed class DnsQuestionTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("Example.COM.", "example.com")]
    [InlineData("_dmarc.example.com", "_dmarc.example.com")]
    [InlineData(".", ".")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example.", "xn--bcher-kva.example")]
    [InlineData("_dmarc.bücher.example", "_dmarc.xn--bcher-kva.example")]
    [InlineData("bücher。example", "xn--bcher-kva.example")]
    [InlineData("ＥＸＡＭＰＬＥ.ｃｏｍ", "example.com")]
    [InlineData("a\\.b.example", "a\\.b.example")]
    [InlineData("a\\046b.example", "a\\.b.example")]
    [InlineData("a b.example", "a\\032b.example")]
    [InlineData("\\065.example", "a.example")]
    [InlineData("x\\255.example", "x\\255.example")]
    [InlineData("\\a.example", "a.example")]
    [InlineData("*.example", "*.example")]
    public void A_name_has_one_normal_form(string name, string expected)
    {
        var question = new DnsQuestion(name, DnsRecordType.TXT);
        Assert.Equal(expected, question.Name);
        Assert.Equal(question, new DnsQuestion(expected, DnsRecordType.TXT));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".example")]
    [InlineData("a..b")]
    [InlineData("a..")]
    [InlineData("a\\")]
    [InlineData("a\\25")]
    [InlineData("a\\256")]
    [InlineData("a\\ü")]
    [InlineData("ü..example")]
    [InlineData(".ü.example")]
    [InlineData("\u0300a.example")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890abcd.example")]
    public void What_no_dns_can_hold_is_no_question(string name)
    {
        Assert.False(DnsQuestion.TryCreate(name, DnsRecordType.A, out _));
        Assert.Equal("MailOps.Dns.InvalidName", Assert.Throws<MailOpsException>(() => new DnsQuestion(name, DnsRecordType.A)).ErrorId);
    }

    [Fact]
    public void A_name_may_take_255_octets_and_no_more()
    {
        var label = new string('a', 63);
        var longest = string.Join(".", label, label, label, new string('a', 61));
        Assert.Equal(longest, new DnsQuestion(longest + ".", DnsRecordType.A).Name);
        Assert.False(DnsQuestion.TryCreate(longest + "a", DnsRecordType.A, out _));
        Assert.False(DnsQuestion.TryCreate(longest + "a.", DnsRecordType.A, out _));
        Assert.False(DnsQuestion.TryCreate(longest + ".a", DnsRecordType.A, out _));
        Assert.False(DnsQuestion.TryCreate(new string('\\', 100_000), DnsRecordType.A, out _));
        Assert.False(DnsQuestion.TryCreate(null, DnsRecordType.A, out _));
    }

    [Fact]
    public void Escapes_count_as_the_octet_they_stand_for()
    {
        var label = string.Concat(System.Linq.Enumerable.Repeat("\\001", 63));
        Assert.Equal(label + ".example", new DnsQuestion(label + ".example", DnsRecordType.A).Name);
        Assert.False(DnsQuestion.TryCreate(label + "\\001.example", DnsRecordType.A, out _));
    }

    [Fact]
    public void A_question_made_of_nothing_asks_for_the_root() => Assert.Equal(".", default(DnsQuestion).Name);

    [Theory]
    [InlineData("example.com", "com")]
    [InlineData("com", ".")]
    [InlineData(".", null)]
    [InlineData("a\\.b.c", "c")]
    [InlineData("a\\\\.c", "c")]
    public void The_parent_is_the_name_above(string name, string? parent) => Assert.Equal(parent, DnsName.Parent(name));

    [Theory]
    [InlineData(DnsRecordType.None)]
    [InlineData((DnsRecordType)99)]
    [InlineData((DnsRecordType)255)]
    public void A_type_whose_records_could_not_be_read_cannot_be_asked_for(DnsRecordType type)
    {
        Assert.Throws<System.ArgumentOutOfRangeException>(() => new DnsQuestion("example.com", type));
        Assert.Throws<System.ArgumentOutOfRangeException>(() => DnsQuestion.TryCreate("example.com", type, out _));
    }
}
