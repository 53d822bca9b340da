using System.Collections.Generic;
using System.Linq;
using System.Text;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>Ordinary mails are never reported as failures.</summary>
public sealed class OrdinaryMailTests
{
    [Fact]
    public void None_of_five_thousand_ordinary_mails_is_a_failure()
    {
        var faults = new List<string>();
        var count = 0;
        foreach (var mail in new OrdinaryMails(seed: 5965).Take(5000))
        {
            count++;
            var report = BounceClassifier.Classify(mail);
            if (report.Kind is BounceKind.Failure or BounceKind.Delay or BounceKind.Complaint)
            {
                faults.Add(report.Kind + " by " + report.Format + "\n" + Encoding.UTF8.GetString(mail));
            }
        }

        Assert.Equal(5000, count);
        Assert.True(faults.Count == 0, faults.Count + " false alarms, such as\n" + string.Join("\n=====\n", faults.Take(3)));
    }

    [Fact]
    public void Three_thousand_receipts_challenges_reports_recalls_and_delays_are_what_they_are()
    {
        var faults = new List<string>();
        var mails = new OddMails(seed: 8098);
        foreach (var (kinds, mail) in mails.Take(3000))
        {
            var report = BounceClassifier.Classify(mail);
            if (!kinds.Contains(report.Kind))
            {
                faults.Add(report.Kind + " by " + report.Format + ", not " + string.Join("/", kinds) + "\n" + Encoding.UTF8.GetString(mail));
            }
        }

        Assert.True(mails.Templates >= 30);
        Assert.True(faults.Count == 0, faults.Count + " faults, such as\n" + string.Join("\n=====\n", faults.Take(3)));
    }

    [Fact]
    public void The_mails_differ_and_the_seed_repeats_them()
    {
        var mails = new OrdinaryMails(1).Take(200).Select(Encoding.UTF8.GetString).ToList();
        Assert.Equal(mails, new OrdinaryMails(1).Take(200).Select(Encoding.UTF8.GetString));
        Assert.True(mails.Distinct().Count() > 150);
    }
}
