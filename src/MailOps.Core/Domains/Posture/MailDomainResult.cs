using System;
using System.Linq;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Domains.Bimi;
using MailOps.Domains.Blocklists;
using MailOps.Domains.Dane;
using MailOps.Domains.MtaSts;
using MailOps.Domains.Mx;
using MailOps.Domains.TlsRpt;
using MailOps.Json;

namespace MailOps.Domains.Posture;

/// <summary>What <see cref="MailDomainChecker"/> found out about the mail of one domain, all checks together.</summary>
public sealed record MailDomainResult : IJsonResult
{
    /// <summary>The domain that was asked about, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether it is set up right. Unknown is neither good nor bad.</summary>
    public MailDomainVerdict Verdict { get; init; }

    /// <summary>Whether nothing is broken: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Verdict is MailDomainVerdict.Good or MailDomainVerdict.Weak;

    /// <summary>The letter (docs/grade.md).</summary>
    public MailDomainGrade Grade { get; init; }

    /// <summary>The points out of 100 behind the letter.</summary>
    public int Score { get; init; }

    /// <summary>Letter and points in words.</summary>
    public string Summary => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}, {1}/100", Grade, Score);

    /// <summary>Each check with its verdict.</summary>
    public string Checks => string.Join(", ", MailDomainPartView.Of(this).Select(part => part.Name + " " + part.Verdict));

    /// <summary>The rules for bulk mail in words: which are not met, unknown, met.</summary>
    public string BulkMail => string.Join("; ", Requirements.GroupBy(rule => rule.State).OrderByDescending(group => group.Key == RequirementState.NotMet)
        .ThenBy(group => group.Key).Select(group => group.Key + ": " + string.Join(", ", group.Select(rule => rule.Name))));

    /// <summary>The names of the checks that could not tell; with any the grade is B at best, and never worse for it.</summary>
    public TextList Unknown { get; init; } = TextList.Empty;

    /// <summary>Whether the domain sends mail: its SPF record may say that it does not.</summary>
    public bool SendsMail { get; init; } = true;

    /// <summary>Whether the domain takes mail: its MX record may say that it does not (RFC 7505).</summary>
    public bool ReceivesMail { get; init; } = true;

    /// <summary>The SPF record; null when it was not checked.</summary>
    public SpfTestResult? Spf { get; init; }

    /// <summary>The DKIM keys; null when they were not checked.</summary>
    public DkimTestResult? Dkim { get; init; }

    /// <summary>The DMARC record; null when it was not checked.</summary>
    public DmarcTestResult? Dmarc { get; init; }

    /// <summary>The MX records and mail servers; null when they were not checked.</summary>
    public MxTestResult? Mx { get; init; }

    /// <summary>The MTA-STS policy; null when it was not checked.</summary>
    public MtaStsTestResult? MtaSts { get; init; }

    /// <summary>The record that asks for TLS reports; null when it was not checked.</summary>
    public TlsRptTestResult? TlsRpt { get; init; }

    /// <summary>The TLSA records of the mail servers; null when they were not checked.</summary>
    public DaneTestResult? Dane { get; init; }

    /// <summary>The mail servers themselves, the first ones that senders try; empty when they were not asked.</summary>
    public SmtpServerTestResultList Servers { get; init; } = SmtpServerTestResultList.Empty;

    /// <summary>The BIMI record and its logo; null when they were not checked.</summary>
    public BimiTestResult? Bimi { get; init; }

    /// <summary>What blocklists say about the domain and its mail servers; null when they were not asked.</summary>
    public BlocklistTestResult? Blocklists { get; init; }

    /// <summary>What all checks noticed that concerns the domain, the most severe first.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The rules of large receivers for bulk mail; empty for a domain that sends none.</summary>
    public MailRequirementList Requirements { get; init; } = MailRequirementList.Empty;

    /// <summary>What to do, at most five things, the most valuable first.</summary>
    public MailDomainFixList Fixes { get; init; } = MailDomainFixList.Empty;

    /// <summary>When it was checked, UTC.</summary>
    public DateTime CheckedAt { get; init; }

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Domain, grade and verdict on one line.</summary>
    public override string ToString() => Domain + ": " + Grade + ", " + Verdict;

    void IJsonResult.WriteJson(JsonWriter writer) => MailDomainJson.Write(writer, this);
}
