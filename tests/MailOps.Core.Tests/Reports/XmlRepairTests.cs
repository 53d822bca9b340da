using System;
using System.Globalization;
using System.IO;
using System.Linq;
using MailOps.Reports;
using Xunit;
using static MailOps.Tests.Reports.DmarcReportText;

namespace MailOps.Tests.Reports;

/// <summary>Reports whose XML is not what XML 1.0 asks for, as they come from the programs of receivers.</summary>
public sealed class XmlRepairTests
{
    private const string Name = "M\u00FCller";

    [Theory]
    [InlineData("utf-8", "utf-8", "")]
    [InlineData("iso-8859-1", "iso-8859-1", "")]
    [InlineData("windows-1252", "windows-1252", "")]
    [InlineData("utf-16", "utf-16", "")]
    [InlineData("utf-16", "utf-16BE", "")]
    [InlineData("utf-16", "utf-8", "")]
    [InlineData("us-ascii", "utf-8", "")]
    [InlineData("x-nobody-knows", "utf-8", "")]
    [InlineData("utf-8", "iso-8859-1", "REPORT026")]
    public void The_octets_decide_where_the_declared_encoding_is_not_the_one_in_use(string declared, string used, string problems)
    {
        var xml = "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>" + Report(Row()).Substring("<?xml version=\"1.0\"?>".Length).Replace("receiver.example</org_name>", Name + "</org_name>");
        var items = Read(MailOps.Mime.MimeCharsets.Find(used)!.Encoding.GetBytes(xml));
        Assert.Equal(problems, items.Problems());
        Assert.Equal(problems.Length == 0 ? Name : "M\uFFFDller", items.Rows().Single().Reporter);
    }

    [Theory]
    [InlineData("A & B", "A & B", "REPORT026")]
    [InlineData("A &amp; B &#38; C &#x26; D", "A & B & C & D", "")]
    [InlineData("<![CDATA[A & B]]>", "A & B", "")]
    [InlineData("<![CDATA[A]]> & B", "A & B", "REPORT026")]
    [InlineData("A&B;", null, "REPORT020")]
    [InlineData("A&", "A&", "REPORT026")]
    [InlineData("A\u0001B", "A B", "REPORT026")]
    public void A_bare_ampersand_and_control_characters_are_mended_and_an_unknown_entity_is_not(string written, string? read, string problems)
    {
        var items = Read(Bytes(Report(Row()).Replace("receiver.example</org_name>", written + "</org_name>")));
        Assert.Equal(problems, items.Problems());
        Assert.Equal(read, items.Rows().SingleOrDefault()?.Reporter);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\r\n \t", "")]
    [InlineData("\0\0\0", "REPORT026")]
    [InlineData("\r\n--boundary--\r\n", "REPORT027")]
    [InlineData("<?xml version=\"1.0\"?><feedback/>", "REPORT027")]
    [InlineData("<!DOCTYPE x>", "REPORT027")]
    public void What_stands_behind_the_report_costs_no_row(string behind, string problems)
    {
        var items = Read(Bytes(Report(Row(), Row()) + behind));
        Assert.Equal((2, problems), (items.Rows().Count, items.Problems()));
        Assert.DoesNotContain(items, i => i.Problem is { Severity: FindingSeverity.Error });
    }

    [Theory]
    [InlineData("\uFEFF\uFEFF")]
    [InlineData("\uFEFF\r\n ")]
    public void Marks_and_blanks_before_the_declaration_do_no_harm(string before) => Assert.Equal("", Read(Bytes(before + Report(Row()))).Problems());

    // References and repairs meet the ends of what is read at a time in every way.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_same_comes_out_however_the_octets_come_in(int size)
    {
        var text = "<a>" + string.Concat(Enumerable.Range(0, 4000).Select(i => i + "&amp;\u00E4&\u0002&lt;&x ")) + "</a>";
        var whole = new XmlText(new MemoryStream(Bytes(text))).ReadToEnd();
        var pieces = new XmlText(new SlowStream(Bytes(text), size)).ReadToEnd();
        Assert.Equal(whole, pieces);
        Assert.StartsWith("<a>0&amp;\u00E4&amp; &lt;&amp;x 1&amp;\u00E4", whole, StringComparison.Ordinal);
        Assert.Equal(text.Replace("&\u0002", "&amp; ").Replace("&x", "&amp;x"), whole);
    }

    [Theory]
    [InlineData("1700000000.75", "2023-11-14 22:13:20")]
    [InlineData("1700000000000", "2023-11-14 22:13:20")]
    [InlineData("2023-11-14T23:13:20+01:00", "2023-11-14 22:13:20")]
    [InlineData("2023-11-14 22:13:20", "2023-11-14 22:13:20")]
    [InlineData("yesterday", null)]
    [InlineData("-5", null)]
    public void Times_may_be_written_in_other_ways_than_seconds(string written, string? read)
    {
        var items = Read(Bytes(Report(Row()).Replace("<begin>1700000000", "<begin>" + written)));
        Assert.Equal(read, items.Rows().Single().Begin?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Assert.Equal(read is null ? "REPORT024" : "", items.Problems());
    }

    [Theory]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("[2001:DB8:0:0::1]", "2001:db8::1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public void One_client_has_one_address_however_it_is_written(string written, string read)
    {
        var items = Read(Bytes(Report(Row(written))));
        Assert.Equal((read, ""), (items.Rows().Single().SourceAddress, items.Problems()));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.010")]
    [InlineData("192.0.2.1:25")]
    public void What_only_a_runtime_takes_for_an_address_is_none(string written) => Assert.Equal("REPORT024", Read(Bytes(Report(Row(written)))).Problems());

    [Fact]
    public void A_count_that_is_no_number_is_quoted() =>
        Assert.Contains("\"3.5\"", Read(Bytes(Report(Row()).Replace("<count>1", "<count>3.5"))).Single(i => i.Problem is not null).Problem!.Message, StringComparison.Ordinal);

    private sealed class SlowStream(byte[] content, int size) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
    }
}
