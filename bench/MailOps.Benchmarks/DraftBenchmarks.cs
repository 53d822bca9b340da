using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using MailOps.Outbox;

namespace MailOps.Benchmarks;

/// <summary>A campaign of 5 KB mails from a template: composing, the preflight, and both with queueing as Send-DelayedMail does it.</summary>
internal static class DraftBenchmarks
{
    private const int Count = 20_000;
    private const int Lot = 200;

    public static void Run()
    {
        var composer = new MailComposer(new MailComposition { From = "News <news@corp.example>", Template = MailTemplate.Parse(Template()) });
        using var preflight = new MailPreflight(new PreflightOptions());
        var common = new OutgoingMail { Content = default, Recipients = [], Due = MailDueTime.After(TimeSpan.FromHours(1)), Campaign = "bench" };
        var drafts = Compose(composer, 0, 2000);
        Check(preflight, common, composer, drafts);
        Measurement.Print("drafts: size of a mail", drafts[0].Size, "bytes");

        var watch = Stopwatch.StartNew();
        drafts = Compose(composer, 2000, Count / 4);
        Measurement.Print("drafts: compose", drafts.Count / watch.Elapsed.TotalSeconds, "messages/s");
        watch.Restart();
        Check(preflight, common, composer, drafts);
        Measurement.Print("drafts: preflight", drafts.Count / watch.Elapsed.TotalSeconds, "messages/s");

        using var store = new BenchmarkStore();
        Queue(store, composer, preflight, common, 100_000, 2000);
        watch.Restart();
        Queue(store, composer, preflight, common, 200_000, Count);
        Measurement.Print("drafts: compose, preflight and queue, 200 a transaction", Count / watch.Elapsed.TotalSeconds, "messages/s");
    }

    // One lot is written while the next is composed and looked over.
    private static void Queue(BenchmarkStore store, MailComposer composer, MailPreflight preflight, OutgoingMail common, int first, int count)
    {
        System.Threading.Tasks.Task? writing = null;
        for (var i = 0; i < count; i += Lot)
        {
            var mails = Check(preflight, common, composer, Compose(composer, first + i, Lot)).ConvertAll(store.Mail.Prepare);
            writing?.GetAwaiter().GetResult();
            writing = System.Threading.Tasks.Task.Run(() => store.Mail.EnqueueAsync(mails, whatIf: false, CancellationToken.None));
        }

        writing?.GetAwaiter().GetResult();
    }

    private static List<MailDraft> Compose(MailComposer composer, int first, int count)
    {
        List<MailDraft> drafts = new(count);
        for (var i = first; i < first + count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            var values = composer.FindValues(name => name == "Name" ? "Customer " + number : "DE" + number, number);
            drafts.Add(composer.Compose(new MailRow { Recipients = ["u" + number + "@remote.example"], Values = values }));
        }

        return drafts;
    }

    private static List<OutgoingMail> Check(MailPreflight preflight, OutgoingMail common, MailComposer composer, List<MailDraft> drafts) =>
    [
        .. drafts.Select(draft =>
        {
            var mail = common.WithDraft(draft) with { Key = composer.KeyOf(draft, common.Campaign, null) };
            return preflight.Judge(mail, preflight.CheckAsync(mail, isBulk: false, CancellationToken.None).AsTask().GetAwaiter().GetResult());
        }),
    ];

    private static string Template()
    {
        var text = new StringBuilder("Subject: Maintenance of {{Contract}}\n\nDear {{Name}},\n\n");
        while (text.Length < 4200)
        {
            text.Append("the servers of your contract {{Contract}} will be down on Thursday from ten in the evening until midnight.\n");
        }

        return text.Append("\nSee https://status.corp.example/ for more.\n").ToString();
    }
}
