using System;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Reports;
using MailOps.Reports.Dmarc;
using MailOps.Reports.Tls;
using Xunit;
using static MailOps.Tests.Reports.DmarcReportText;

namespace MailOps.Tests.Reports;

/// <summary>Reports that mean harm: each costs a bounded amount and gives a finding. Alone, since the memory in use is that of the whole process.</summary>
[Collection("Alone")]
public sealed class ReportLimitTests
{
    private static readonly ReportLimits Small = new() { FreeExpandedBytes = 1 << 20, MaxRatio = 50, MaxExpandedBytes = 8 << 20, MaxDocuments = 10, MaxContainerBytes = 1 << 20 };

    [Fact]
    public void A_document_type_is_refused_so_that_no_entity_explodes()
    {
        const string Bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><feedback><version>&b;</version></feedback>";
        Assert.Equal("REPORT021", Read(Bytes(Bomb)).Problems());
        Assert.Equal("REPORT021", Read(Bytes("<!DOCTYPE feedback SYSTEM \"file:///etc/passwd\"><feedback/>")).Problems());
    }

    [Fact]
    public void An_entity_nobody_declared_ends_the_report() => Assert.Equal("REPORT020", Read(Bytes(Head + "<x>&a;</x>")).Problems());

    [Fact]
    public void A_gzip_bomb_ends_by_its_ratio()
    {
        var bomb = Gzip(Bytes(Head + new string(' ', 4 << 20)));
        Assert.Equal("REPORT005", Read(bomb, Small).Problems());
        Assert.Equal("REPORT005", Read(Zip(("a.xml", Bytes(Head + new string('\n', 4 << 20)))), Small).Problems());
    }

    [Fact]
    public void A_bomb_in_a_bomb_ends_too()
    {
        var inner = Gzip(new byte[4 << 20]);
        Assert.NotEqual("", Read(Gzip(Gzip(inner)), Small).Problems());
        var deep = Bytes(Report(Row()));
        for (var i = 0; i < 6; i++)
        {
            deep = Gzip(deep);
        }

        Assert.Equal("REPORT007", Read(deep).Problems());
    }

    [Fact]
    public void What_unpacks_to_more_than_the_limit_is_read_up_to_it()
    {
        var random = new Random(1);
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => Row(count: random.Next(), source: "192.0.2." + random.Next(256))));
        var items = Read(Gzip(Bytes(Head + rows + Tail)), Small with { MaxExpandedBytes = 1 << 20 });
        Assert.Equal("REPORT004", items.Problems());
        Assert.InRange(items.Rows().Count, 1_000, 19_999);
    }

    [Fact]
    public void An_archive_of_many_files_is_read_up_to_the_limit()
    {
        var xml = Bytes(Report(Row()));
        var items = Read(Zip([.. Enumerable.Range(0, 20).Select(i => (i + ".xml", xml))]), Small);
        Assert.Equal((10, "REPORT006"), (items.Rows().Count, items.Problems()));
    }

    [Fact]
    public void Paths_in_an_archive_are_names_and_nothing_is_written()
    {
        var items = Read(Zip(("../../../etc/evil.xml", Bytes(Report(Row()))), ("/absolute.xml", Bytes(Report(Row()))), ("C:\\x\u001b[31m.xml", Bytes(Report(Row())))));
        Assert.Equal((3, ""), (items.Rows().Count, items.Problems()));
        Assert.Equal("test/evil.xml", items[0].Source);
        Assert.All(items, i => Assert.DoesNotContain('\u001b', i.Source));
        Assert.DoesNotContain(new[] { "/etc/evil.xml", "/absolute.xml", "evil.xml", Path.Combine(Path.GetTempPath(), "evil.xml") }, File.Exists);
    }

    [Theory]
    [InlineData("<feedback>")]
    [InlineData("<feedback><a ")]
    [InlineData("<")]
    public void A_megabyte_without_a_tag_is_no_report(string start) =>
        Assert.Equal("REPORT003", Read(Bytes(start + new string('x', 3 << 20))).Problems());

    [Fact]
    public void Deep_nesting_ends_the_report() =>
        Assert.Equal("REPORT028", Read(Bytes(Head + string.Concat(Enumerable.Repeat("<a>", 100_000)))).Problems());

    [Fact]
    public void Long_text_is_cut()
    {
        var items = Read(Bytes(Report(Row("192.0.2.1", 1, results: "<spf><domain>" + new string('d', 900_000) + "</domain><result>pass</result></spf>"))));
        Assert.InRange(items.Rows().Single().Spf[0].Domain.Length, 100, 4_096);
    }

    [Fact]
    public void Damaged_archives_are_said_to_be()
    {
        var xml = Bytes(Report(Row()));
        foreach (var packed in new[] { Gzip(xml), Zip(("a.xml", xml)) })
        {
            var cut = packed.AsSpan(0, packed.Length / 2).ToArray();
            Assert.NotEqual("", Read(cut).Problems());
        }
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        const int Seed = 20260501;
        var random = new Random(Seed);
        var seeds = new[] { Bytes(Report(Row(), Row())), Gzip(Bytes(Report(Row()))), Zip(("a.xml", Bytes(Report(Row())))), Mail(Gzip(Bytes(Report(Row()))), "application/gzip", "r.gz") };
        for (var i = 0; i < 2_000; i++)
        {
            var content = (byte[])seeds[i % seeds.Length].Clone();
            for (var n = random.Next(1, 8); n > 0; n--)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            Assert.True(Read(content, Small).Count < 1_000, "seed " + Seed + ", input " + i);
            Assert.NotNull(TlsReportReader.Read(new MemoryStream(content), "t", Small).ToList());
        }
    }

    [Fact]
    public void A_large_report_needs_no_more_memory_than_a_small_one()
    {
        // A twentieth of the 500 MB that the long test reads.
        Assert.InRange(MemoryOf(25 << 20), 0, 24 << 20);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Half_a_gigabyte_is_read_in_constant_memory() => Assert.InRange(MemoryOf(500 << 20), 0, 48 << 20);

    // The memory that is in use while the report is read, above what was before.
    private static long MemoryOf(long bytes)
    {
        using var stream = new EndlessReport(bytes);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long highest = 0;
        long rows = 0;
        foreach (var item in DmarcReportReader.Read(stream, "large"))
        {
            Assert.Null(item.Problem);
            if (++rows % 20_000 == 0)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.True(rows > bytes / 1_000);
        return highest;
    }

    /// <summary>A report of a given size that is made while it is read.</summary>
    private sealed class EndlessReport(long length) : Stream
    {
        private readonly byte[] _row = Encoding.ASCII.GetBytes(Row("192.0.2.1", 3, results: "<spf><domain>x.example</domain><result>pass</result></spf>"));
        private readonly byte[] _tail = Encoding.ASCII.GetBytes(Tail);
        private byte[] _piece = Encoding.ASCII.GetBytes(Head);
        private long _written;
        private int _at;
        private bool _isLast;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _written; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _piece.Length)
            {
                if (_isLast)
                {
                    return 0;
                }

                _isLast = _written >= length;
                _piece = _isLast ? _tail : _row;
                _at = 0;
            }

            var taken = Math.Min(count, _piece.Length - _at);
            Array.Copy(_piece, _at, buffer, offset, taken);
            _at += taken;
            _written += taken;
            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
