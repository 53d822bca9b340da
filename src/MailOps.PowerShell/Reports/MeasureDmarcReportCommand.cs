using System;
using System.Collections.Generic;
using System.Management.Automation;
using MailOps.Authentication.Dmarc;
using MailOps.Reports.Dmarc;
using MailOps.Reports.Measuring;

namespace MailOps.PowerShell;

/// <summary>Adds up DMARC reports: who sends, what a stricter policy would cost, what nobody uses any more.</summary>
/// <remarks>
/// <para>By itself it gives an object per sender: how many messages, how many passed, and how many would be lost under -WhatIfPolicy. The senders that would
/// lose most come first, with a finding that says whether to set them up or to let them go.</para>
/// <para>-By SpfTerm tells how many messages each term of the SPF record decided, and how many look-ups dropping it saves; it asks the DNS for the records of
/// now. -By Selector tells which DKIM selectors were not seen lately. Seldom used senders may not be in the reports of a few weeks.</para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem reports | ConvertFrom-DmarcReport | Measure-DmarcReport -WhatIfPolicy Reject | Where-Object Lost -gt 0</code>
/// Lists the senders that a reject policy would cost.
/// </example>
/// <example>
/// <code>ConvertFrom-DmarcReport reports | Measure-DmarcReport -By SpfTerm | Where-Object { -not $_.IsUsed }</code>
/// Lists the terms of the SPF record that no reported message needed.
/// </example>
/// <example>
/// <code>ConvertFrom-DmarcReport reports | Measure-DmarcReport -By Selector -KnownSelector old._domainkey.corp.example</code>
/// Tells whether the key of a selector can be removed.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "DmarcReport")]
[OutputType(typeof(DmarcSenderUsage), typeof(SpfTermUsage), typeof(DkimSelectorUsage))]
public sealed class MeasureDmarcReportCommand : MailOpsDnsSettingsCmdlet
{
    private DmarcReportMeter? _meter;

    /// <summary>The rows, as ConvertFrom-DmarcReport gives them; failure reports are passed over.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What to tell about: Sender, SpfTerm or Selector.</summary>
    [Parameter(Position = 0)]
    public DmarcMeasure By { get; set; }

    /// <summary>The policy to try out: Reject (also without this parameter), Quarantine or None.</summary>
    [Parameter]
    public DmarcPolicy WhatIfPolicy { get; set; } = DmarcPolicy.Reject;

    /// <summary>What counts as one sender: its Address, its Network, or the Domain that SPF or DKIM authenticated.</summary>
    [Parameter]
    public DmarcSenderGrouping GroupBy { get; set; }

    /// <summary>With -By Selector: a selector is idle when it was not seen for so many days before the last report.</summary>
    [Parameter]
    [ValidateRange(1, 3650)]
    public int IdleDays { get; set; } = 14;

    /// <summary>With -By Selector: keys that are published, as selector._domainkey.domain; those never seen are listed too.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] KnownSelector { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing() => _meter = new DmarcReportMeter(GroupBy);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is DmarcReportRow row)
        {
            _meter!.Add(row);
        }
        else if (InputObject?.BaseObject is not DmarcFailureReport)
        {
            WriteFailure(
                new MailOpsException("MailOps.Report.NoRow", MailOpsErrorKind.InvalidArgument, ErrorTexts.ReportNoRow.Current, ErrorTexts.ReportNoRowAdvice.Current),
                InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var finding in _meter!.Findings)
        {
            WriteWarning(FindingLine.Of(finding));
        }

        try
        {
            foreach (var result in Measure())
            {
                WriteObject(result);
            }
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e);
        }
    }

    private IEnumerable<object> Measure() => By switch
    {
        DmarcMeasure.SpfTerm => Await(_meter!.GetSpfTermsAsync(Session.Resolver, StopToken)),
        DmarcMeasure.Selector => _meter!.GetSelectors(TimeSpan.FromDays(IdleDays), KnownSelector),
        _ => _meter!.GetSenders(WhatIfPolicy),
    };
}

/// <summary>What Measure-DmarcReport tells about.</summary>
public enum DmarcMeasure
{
    /// <summary>Each sender.</summary>
    Sender,

    /// <summary>Each term of the SPF records.</summary>
    SpfTerm,

    /// <summary>Each DKIM selector.</summary>
    Selector,
}
