using System.Collections.Generic;
using System.Management.Automation;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.PowerShell;

/// <summary>Measures how much mail bounces: by domain, sender, reason or day, with the trend.</summary>
/// <remarks>
/// <para>Takes what ConvertFrom-MailServerLog, Get-MailLog and Get-BounceClassification give, also mixed in one array: a mail to a recipient counts
/// once. Rate is the share of hard failures; it is $null where nothing tells how much was sent, as with bounces alone.</para>
/// <para>From 3 % hard failures on there is a warning, since providers then begin to block the sender; below 200 sent mails there is none, since one
/// bounce more or less would raise it.</para>
/// </remarks>
/// <example>
/// <code>ConvertFrom-MailServerLog /var/log/mail.log* | Measure-Bounce -By Domain</code>
/// Shows which domains refuse most.
/// </example>
/// <example>
/// <code>Get-MailLog -Campaign spring -All | Measure-Bounce -By Total, Reason, Day</code>
/// Shows how a campaign went, why mail failed, and how it developed.
/// </example>
/// <example>
/// <code>$log = ConvertFrom-MailServerLog mail.log; $bounces = Get-ChildItem bounces | Get-BounceClassification; $log + $bounces | Measure-Bounce -By Sender</code>
/// Counts late bounces against what the log says was sent.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "Bounce", DefaultParameterSetName = "Delivery")]
[OutputType(typeof(BounceMeasurement))]
public sealed class MeasureBounceCommand : MailOpsCmdlet
{
    private BounceMeter? _meter;

    /// <summary>Outcomes of a server's log, as ConvertFrom-MailServerLog gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Delivery")]
    [ValidateNotNull]
    [ResultArgument]
    public MailServerDelivery[] Delivery { get; set; } = [];

    /// <summary>Entries of the outbox's log, as Get-MailLog gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Log")]
    [ValidateNotNull]
    [ResultArgument]
    public MailLogEntry[] LogEntry { get; set; } = [];

    /// <summary>Bounces, as Get-BounceClassification gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Bounce")]
    [ValidateNotNull]
    public BounceClassification[] Bounce { get; set; } = [];

    /// <summary>What the numbers are told by; several give one table after the other.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public BounceGrouping[] By { get; set; } = [BounceGrouping.Total];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _meter ??= new BounceMeter(By);
        switch (ParameterSetName)
        {
            case "Delivery":
                Add(Delivery, _meter.Add);
                break;
            case "Log":
                Add(LogEntry, _meter.Add);
                break;
            default:
                Add(Bounce, _meter.Add);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var measurement in _meter?.Measure() ?? [])
        {
            WriteObject(measurement);
            foreach (var finding in measurement.Findings)
            {
                WriteWarning(FindingLine.Of(finding));
            }
        }
    }

    private static void Add<T>(IEnumerable<T> items, System.Action<T> add)
    {
        foreach (var item in items)
        {
            add(item);
        }
    }
}
