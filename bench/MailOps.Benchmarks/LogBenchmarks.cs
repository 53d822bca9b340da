using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MailOps.Journal;

namespace MailOps.Benchmarks;

/// <summary>Reading logs from memory on one core: Postfix with five lines a mail, one mail in ten refused; and Exim.</summary>
internal static class LogBenchmarks
{
    private const int Mails = 50_000;

    public static void Run()
    {
        Report("Postfix", Postfix());
        Report("Exim", Exim());
    }

    private static void Report(string what, byte[] log)
    {
        var options = new MailServerLogOptions { TimeZone = TimeZoneInfo.Utc };
        var outcomes = 0;
        var (median, allocated) = Measurement.Median(() => outcomes = MailServerLog.Read(new MemoryStream(log), "", options).Count());
        if (outcomes != Mails)
        {
            throw new InvalidOperationException($"{outcomes} outcomes of {Mails} mails.");
        }

        Measurement.Print("logs: " + what, log.Length / 1e6 / median.TotalSeconds, "MB/s");
        Measurement.Print("logs: " + what, outcomes / median.TotalSeconds, "outcomes/s");
        Measurement.Print("logs: " + what, allocated / (double)outcomes, "bytes allocated an outcome");
    }

    private static byte[] Postfix()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Mails; i++)
        {
            var id = i.ToString("X10", CultureInfo.InvariantCulture);
            text.Append("Mar  1 12:00:00 mx postfix/smtpd[101]: ").Append(id).Append(": client=app.corp.example[10.0.0.1]\n")
                .Append("Mar  1 12:00:00 mx postfix/cleanup[102]: ").Append(id).Append(": message-id=<m").Append(i).Append("@corp.example>\n")
                .Append("Mar  1 12:00:00 mx postfix/qmgr[103]: ").Append(id).Append(": from=<news@corp.example>, size=5000, nrcpt=1 (queue active)\n")
                .Append("Mar  1 12:00:01 mx postfix/smtp[104]: ").Append(id).Append(": to=<user").Append(i)
                .Append("@partner.example>, relay=mx.partner.example[192.0.2.1]:25, delay=1.2, delays=0.1/0/0.5/0.6, ");
            text.Append(i % 10 == 0
                ? "dsn=5.1.1, status=bounced (host mx.partner.example[192.0.2.1] said: 550 5.1.1 <user" + i + "@partner.example>: no such user (in reply to RCPT TO command))\n"
                : "dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9F3A2B1C)\n");
            text.Append("Mar  1 12:00:01 mx postfix/qmgr[103]: ").Append(id).Append(": removed\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Exim()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Mails; i++)
        {
            var id = "1w" + i.ToString("X4", CultureInfo.InvariantCulture).Substring(0, 4) + "-" + i.ToString("X6", CultureInfo.InvariantCulture) + "-Ab";
            text.Append("2026-03-01 12:00:00 ").Append(id).Append(" <= news@corp.example H=app.corp.example [10.0.0.1] P=esmtps S=5000 id=m").Append(i).Append("@corp.example\n")
                .Append("2026-03-01 12:00:01 ").Append(id).Append(i % 10 == 0 ? " ** user" : " => user").Append(i)
                .Append("@partner.example R=dnslookup T=remote_smtp H=mx.partner.example [192.0.2.1]")
                .Append(i % 10 == 0
                    ? ": SMTP error from remote mail server after RCPT TO:<user" + i + "@partner.example>: 550 5.1.1 no such user\n"
                    : " X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C=\"250 2.0.0 Ok: queued as 9F3A2B1C\"\n")
                .Append("2026-03-01 12:00:01 ").Append(id).Append(" Completed\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
