using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;
using MailOps.Reports.Dmarc;
using MailOps.Reports.Measuring;

namespace MailOps.Benchmarks;

/// <summary>Aggregate reports on one core: rows of one large report, a 500 MB report, and a month of 5,000 zipped reports into a table of senders.</summary>
internal static class ReportBenchmarks
{
    private const int Rows = 100_000;

    public static void Run()
    {
        var xml = Encoding.ASCII.GetBytes(Report(Rows, seed: 1));
        var (median, allocated) = Measurement.Median(() => Count(new MemoryStream(xml)));
        Measurement.Print("reports: rows of XML", Rows / median.TotalSeconds, "1/s");
        Measurement.Print("reports: XML", xml.Length / median.TotalSeconds / 1e6, "MB/s");
        Measurement.Print("reports: row", allocated / (double)Rows, "bytes allocated each");
        Large(xml);
        Month();
    }

    // Written to a file once, so that making it is not measured.
    private static void Large(byte[] xml)
    {
        var path = Path.Combine(Path.GetTempPath(), "mailops-bench-" + Guid.NewGuid().ToString("N") + ".xml");
        try
        {
            using (var file = File.Create(path))
            {
                var text = Encoding.ASCII.GetString(xml);
                var first = text.IndexOf("<record>", StringComparison.Ordinal);
                var head = Encoding.ASCII.GetBytes(text[..first]);
                var rows = Encoding.ASCII.GetBytes(text[first..text.LastIndexOf("</feedback>", StringComparison.Ordinal)]);
                file.Write(head);
                while (file.Length < 500_000_000)
                {
                    file.Write(rows);
                }

                file.Write("</feedback>"u8);
            }

            var before = GC.GetTotalMemory(forceFullCollection: true);
            var watch = Stopwatch.StartNew();
            long highest = 0;
            long count = 0;
            foreach (var item in DmarcReportReader.Read(path))
            {
                count += item.Row is null ? 0 : 1;
                if (count % 200_000 == 0)
                {
                    highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
                }
            }

            Measurement.Print("reports: 500 MB of XML", watch.Elapsed.TotalSeconds, "s");
            Measurement.Print("reports: 500 MB of XML", count / watch.Elapsed.TotalSeconds, "rows/s");
            Measurement.Print("reports: 500 MB of XML, memory in use at most", highest / 1e6, "MB");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Month()
    {
        var folder = Directory.CreateTempSubdirectory("mailops-bench-");
        try
        {
            long rows = 0;
            for (var i = 0; i < 5_000; i++)
            {
                // Most reports are small, some are large: 50 rows on average.
                var size = i % 50 == 0 ? 1_500 : 20;
                rows += size;
                using var archive = ZipFile.Open(Path.Combine(folder.FullName, i + ".zip"), ZipArchiveMode.Create);
                using var writer = new StreamWriter(archive.CreateEntry("report.xml").Open());
                writer.Write(Report(size, seed: i));
            }

            var watch = Stopwatch.StartNew();
            var meter = new DmarcReportMeter();
            foreach (var file in Directory.GetFiles(folder.FullName))
            {
                foreach (var item in DmarcReportReader.Read(file))
                {
                    if (item.Row is { } row)
                    {
                        meter.Add(row);
                    }
                }
            }

            var senders = meter.GetSenders();
            Measurement.Print("reports: 5,000 zipped reports to senders", watch.Elapsed.TotalSeconds, "s");
            Measurement.Print("reports: rows in them", rows, "");
            Measurement.Print("reports: senders in the table", senders.Count, "");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Count(Stream stream)
    {
        var count = 0;
        foreach (var item in DmarcReportReader.Read(stream, "bench"))
        {
            count += item.Row is null ? 0 : 1;
        }

        return count == Rows ? count : throw new InvalidOperationException("Rows were lost.");
    }

    // Rows as large providers write them, indented; addresses and counts differ from row to row.
    private static string Report(int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<feedback>\n  <report_metadata>\n    <org_name>receiver.example</org_name>\n    <email>r@receiver.example</email>\n")
            .Append(CultureInfo.InvariantCulture, $"    <report_id>{seed}</report_id>\n    <date_range>\n      <begin>1700000000</begin>\n      <end>1700086399</end>\n    </date_range>\n  </report_metadata>\n")
            .Append("  <policy_published>\n    <domain>corp.example</domain>\n    <adkim>r</adkim>\n    <aspf>r</aspf>\n    <p>none</p>\n    <sp>none</sp>\n    <pct>100</pct>\n  </policy_published>\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  <record>\n    <row>\n      <source_ip>192.0.{random.Next(256)}.{random.Next(256)}</source_ip>\n      <count>{random.Next(1, 2000)}</count>\n");
            text.Append("      <policy_evaluated>\n        <disposition>none</disposition>\n        <dkim>").Append(i % 3 == 0 ? "fail" : "pass")
                .Append("</dkim>\n        <spf>fail</spf>\n      </policy_evaluated>\n    </row>\n    <identifiers>\n      <header_from>corp.example</header_from>\n    </identifiers>\n")
                .Append("    <auth_results>\n      <dkim>\n        <domain>corp.example</domain>\n        <result>pass</result>\n        <selector>s1</selector>\n      </dkim>\n")
                .Append("      <spf>\n        <domain>bounces.corp.example</domain>\n        <result>pass</result>\n      </spf>\n    </auth_results>\n  </record>\n");
        }

        return text.Append("</feedback>\n").ToString();
    }
}
