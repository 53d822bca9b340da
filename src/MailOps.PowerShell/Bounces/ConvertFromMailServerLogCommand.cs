using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MailOps.Bounces;
using MailOps.Journal;

namespace MailOps.PowerShell;

/// <summary>Reads the logs of mail servers: what became of each mail and recipient.</summary>
/// <remarks>
/// <para>Takes logs of Postfix and Exim (plain or .gz, syslog or RFC 3339 stamps), message tracking logs of Exchange, and the objects of
/// Get-MessageTrackingLog, Get-MessageTrace and Get-MessageTraceV2, also from a file that Export-Csv made of them; Recipients and RecipientStatus have to be
/// joined first, since Export-Csv writes System.String[] for a list, and a warning says so where they were not. There is one result per attempt and recipient: Accepted, Delivered,
/// Deferred, Failed or Expired, judged by the same rules as bounces. A server's 250 is Accepted; only a mailbox is Delivered.</para>
/// <para>Feed them to Update-MailSuppression, since a refusal during SMTP never becomes a bounce mail, and to Measure-Bounce, since without
/// deliveries there is no rate. Files are read as they go, in constant memory.</para>
/// </remarks>
/// <example>
/// <code>ConvertFrom-MailServerLog /var/log/mail.log* | Where-Object Outcome -eq Failed</code>
/// Shows what failed, with reason and reply.
/// </example>
/// <example>
/// <code>Get-MessageTrackingLog -EventId FAIL -Start (Get-Date).AddDays(-1) | ConvertFrom-MailServerLog | Update-MailSuppression -WhatIf</code>
/// Shows what yesterday's failures of an Exchange server would block.
/// </example>
/// <example>
/// <code>ConvertFrom-MailServerLog tracking.csv | Where-Object Permanence -eq Hard</code>
/// Reads what was exported with: Get-MessageTrackingLog | Select-Object Timestamp, EventId, Source, Sender, MessageId, @{ n = 'Recipients'; e = { $_.Recipients -join ';' } }, @{ n = 'RecipientStatus'; e = { $_.RecipientStatus -join ';' } } | Export-Csv tracking.csv
/// </example>
/// <example>
/// <code>ConvertFrom-MailServerLog mail.log -TimeZone 'Europe/Berlin' | Measure-Bounce -By Domain</code>
/// Measures a log that was written in another zone.
/// </example>
[Cmdlet(VerbsData.ConvertFrom, "MailServerLog", DefaultParameterSetName = PipelineSet)]
[OutputType(typeof(MailServerDelivery))]
public sealed class ConvertFromMailServerLogCommand : MailOpsFileCmdlet
{
    private MailServerLogOptions _options = MailServerLogOptions.Default;
    private MailServerLogSession? _session;

    /// <summary>The form of the logs; told by their lines unless it is named.</summary>
    [Parameter]
    public MailServerLogFormat Format { get; set; }

    /// <summary>The zone of stamps that name none, such as Europe/Berlin; that of this machine unless it is named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>
    /// The time of the newest line: syslog stamps have no year, and each is the latest that does not lie after it. Without it the time at which the
    /// file was last written, or now.
    /// </summary>
    [Parameter]
    public DateTime? Newest { get; set; }

    /// <summary>A file with rules of your own, which are asked before the built-in ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RuleFile { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _options = new MailServerLogOptions
            {
                Format = Format,
                Newest = Newest?.ToUniversalTime(),
                TimeZone = TimeZone is null ? null : MailServerLog.FindTimeZone(TimeZone),
                Rules = RuleFile is null ? null : BounceRules.Load(Files.ResolveLiteral(RuleFile)),
            };
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, TimeZone ?? RuleFile);
        }
    }

    /// <summary>Says what of the piped lines and objects could not be read.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (var finding in _session?.Findings ?? FindingList.Empty)
        {
            Report(finding, "");
        }
    }

    private protected override MailOpsException NoInput => new(
        "MailOps.Log.NoInput", MailOpsErrorKind.InvalidArgument, ErrorTexts.LogNoInput.Current, ErrorTexts.LogNoInputAdvice.Current);

    private protected override PipedLines? NewLines() => null;

    // A piped text is a line of a log: lines come out of other commands, files out of Get-ChildItem.
    private protected override void ReadText(string text, object origin)
    {
        _session ??= MailServerLog.Begin(_options);
        foreach (var delivery in _session.Read(text))
        {
            WriteObject(delivery);
        }
    }

    private protected override bool TryReadObject(PSObject input)
    {
        _session ??= MailServerLog.Begin(_options);
        if (_session.Read(name => ValueOf(input, name)) is not { } found)
        {
            return false;
        }

        foreach (var delivery in found)
        {
            WriteObject(delivery with { InputObject = input });
        }

        return true;
    }

    private protected override void ReadBytes(byte[] content, object origin) =>
        Write(MailServerLog.Read(new MemoryStream(content), "", _options, finding => Report(finding, origin)));

    private protected override void ReadFile(string path, object origin) =>
        Write(MailServerLog.Read(path, _options, finding => Report(finding, origin)));

    private void Write(IEnumerable<MailServerDelivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            StopToken.ThrowIfCancellationRequested();
            WriteObject(delivery);
        }
    }

    // Remote sessions of Exchange wrap values; lists stay lists.
    private static object? ValueOf(PSObject input, string name) => input.Properties[name]?.Value is PSObject wrapper ? wrapper.BaseObject : input.Properties[name]?.Value;

    private void Report(Finding finding, object origin)
    {
        if (finding.Severity == FindingSeverity.Error)
        {
            WriteFailure(new MailOpsException("MailOps.Log.Damaged", MailOpsErrorKind.InvalidData, finding.Message, finding.Advice), origin);
        }
        else if (finding.Severity == FindingSeverity.Warning)
        {
            WriteWarning(FindingLine.Of(finding));
        }
        else
        {
            WriteVerbose(FindingLine.Of(finding));
        }
    }
}
