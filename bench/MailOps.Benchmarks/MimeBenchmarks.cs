using System;
using System.Linq;
using MailOps.Mime;

namespace MailOps.Benchmarks;

/// <summary>Reading the bounce corpus from memory on one core.</summary>
internal static class MimeBenchmarks
{
    public static void Run()
    {
        var mails = BenchmarkCorpora.Bounces();
        var megabytes = mails.Sum(m => (long)m.Length) / 1e6;
        Measurement.Print("mime: mails in the corpus", mails.Length, "mails");
        Measurement.Print("mime: size of the corpus", megabytes, "MB");

        long characters = 0;
        Report("tree only", mails, megabytes, mail => MimeReader.Read(mail));
        Report("tree, all headers and bodies decoded", mails, megabytes, mail => characters += DecodeAll(MimeReader.Read(mail)));
        if (characters == 0)
        {
            throw new InvalidOperationException("Nothing was decoded.");
        }
    }

    /// <summary>Everything a message says: each name and value, each text in its charset, each attachment without its encoding.</summary>
    public static long DecodeAll(MimeEntity entity)
    {
        long characters = 0;
        foreach (var header in entity.Headers)
        {
            characters += header.Name.Length + header.Value.Length;
        }

        foreach (var part in entity.Parts)
        {
            characters += DecodeAll(part);
        }

        if (entity.Parts.Count > 0)
        {
            return characters;
        }

        if (entity.ContentType.Is("message") || entity.ContentType.Is("text", "rfc822-headers"))
        {
            foreach (var group in MimeHeaderBlock.ReadGroups(entity.GetContent()))
            {
                foreach (var header in group)
                {
                    characters += header.Name.Length + header.Value.Length;
                }
            }

            return characters;
        }

        return characters + (entity.ContentType.Is("text") ? entity.GetText().Length : entity.GetContent().Length);
    }

    private static void Report(string what, byte[][] mails, double megabytes, Action<byte[]> read)
    {
        var (median, allocated) = Measurement.Median(() =>
        {
            foreach (var mail in mails)
            {
                read(mail);
            }
        });
        Measurement.Print("mime: " + what, megabytes / median.TotalSeconds, "MB/s");
        Measurement.Print("mime: " + what, mails.Length / median.TotalSeconds, "mails/s");
        Measurement.Print("mime: " + what, allocated / (double)mails.Length, "bytes allocated a mail");
    }
}
