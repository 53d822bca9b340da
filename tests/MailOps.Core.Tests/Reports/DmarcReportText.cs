using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using MailOps.Reports;
using MailOps.Reports.Dmarc;

namespace MailOps.Tests.Reports;

/// <summary>Makes aggregate reports and the files that carry them.</summary>
internal static class DmarcReportText
{
    public const string Head = "<?xml version=\"1.0\"?>\n<feedback>" + Metadata;

    public const string Metadata = "<report_metadata><org_name>receiver.example</org_name><email>r@receiver.example</email><report_id>id-1</report_id>"
        + "<date_range><begin>1700000000</begin><end>1700086399</end></date_range></report_metadata>"
        + "<policy_published><domain>x.example</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><sp>none</sp></policy_published>";

    public const string Tail = "</feedback>";

    public static string Row(string source = "192.0.2.1", long count = 1, bool dkim = false, bool spf = false, string extra = "", string results = "") =>
        "<record><row><source_ip>" + source + "</source_ip><count>" + count + "</count><policy_evaluated><disposition>none</disposition><dkim>"
        + (dkim ? "pass" : "fail") + "</dkim><spf>" + (spf ? "pass" : "fail") + "</spf>" + extra + "</policy_evaluated></row>"
        + "<identifiers><header_from>x.example</header_from></identifiers><auth_results>" + results + "</auth_results></record>";

    public static string Report(params string[] rows) => Head + string.Concat(rows) + Tail;

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(content, 0, content.Length);
        }

        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content, 0, content.Length);
            }
        }

        return packed.ToArray();
    }

    public static byte[] Mail(byte[] attachment, string type, string fileName) => Encoding.ASCII.GetBytes(
        "From: r@receiver.example\r\nTo: d@x.example\r\nSubject: Report Domain: x.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\nContent-Type: text/plain\r\n\r\n<see attachment>\r\n--b\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n"
        + "Content-Disposition: attachment; filename=\"" + fileName + "\"\r\n\r\n" + Convert.ToBase64String(attachment, Base64FormattingOptions.InsertLineBreaks) + "\r\n--b--\r\n");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static List<DmarcReportItem> Read(byte[] content, ReportLimits? limits = null) => DmarcReportReader.Read(new MemoryStream(content), "test", limits).ToList();

    public static List<DmarcReportRow> Rows(this IEnumerable<DmarcReportItem> items) => items.Select(i => i.Row).OfType<DmarcReportRow>().ToList();

    public static string Problems(this IEnumerable<DmarcReportItem> items) => string.Join(", ", items.Select(i => i.Problem?.Id).OfType<string>());
}
