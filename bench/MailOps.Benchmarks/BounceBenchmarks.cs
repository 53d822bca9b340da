using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MailOps.Bounces;

namespace MailOps.Benchmarks;

/// <summary>Parsing and classifying the bounce corpus from memory on one core, files in a folder, and an mbox of <c>MAILOPS_BENCH_MBOX_MB</c> megabytes.</summary>
internal static class BounceBenchmarks
{
    public static void Run()
    {
        var mails = BenchmarkCorpora.Bounces();
        Measurement.Print("bounces: mails in the corpus", mails.Length, "mails");
        long recipients = 0;
        var (median, allocated) = Measurement.Median(() =>
        {
            foreach (var mail in mails)
            {
                recipients += BounceClassifier.Classify(mail).Recipients.Count;
            }
        });
        if (recipients == 0)
        {
            throw new InvalidOperationException("Nothing was classified.");
        }

        Measurement.Print("bounces: parse and classify", mails.Length / median.TotalSeconds, "mails/s");
        Measurement.Print("bounces: parse and classify", allocated / (double)mails.Length, "bytes allocated a mail");
        ReadFolder(mails);
        if (int.TryParse(Environment.GetEnvironmentVariable("MAILOPS_BENCH_MBOX_MB"), out var megabytes))
        {
            ReadMbox(mails, megabytes);
        }
    }

    private static void ReadFolder(byte[][] mails)
    {
        const int Files = 10_000;
        var folder = Directory.CreateTempSubdirectory("mailops-bench-");
        try
        {
            for (var i = 0; i < Files; i++)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, $"{i:D5}.eml"), mails[i % mails.Length]);
            }

            var count = 0;
            var (median, _) = Measurement.Median(() => count = BounceClassifier.ClassifyFiles(folder.FullName).Count());
            Measurement.Print("bounces: files of a folder, one core", count / median.TotalSeconds, "files/s");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void ReadMbox(byte[][] mails, int megabytes)
    {
        var file = Path.GetTempFileName();
        try
        {
            // What is an mbox itself would begin a mail of its own.
            mails = [.. mails.Where(mail => !mail.AsSpan().StartsWith("From "u8))];
            using (var stream = File.OpenWrite(file))
            {
                for (var i = 0; stream.Length < megabytes * 1_000_000L; i++)
                {
                    stream.Write("From MAILER-DAEMON Mon Mar  3 10:00:00 2025\n"u8);
                    stream.Write(mails[i % mails.Length]);
                    stream.Write("\n\n"u8);
                }
            }

            var watch = Stopwatch.StartNew();
            var count = BounceClassifier.ClassifyFiles(file).Count();
            Measurement.Print("bounces: mbox, mails", count, "mails");
            Measurement.Print("bounces: mbox", megabytes / watch.Elapsed.TotalSeconds, "MB/s");
            Measurement.Print("bounces: mbox, peak working set of all", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
