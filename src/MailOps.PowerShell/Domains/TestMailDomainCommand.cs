using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Posture;

namespace MailOps.PowerShell;

/// <summary>Says whether a domain is set up right for mail: every check at once, a grade, and what to publish.</summary>
/// <remarks>
/// <para>Runs the checks of SPF, DKIM, DMARC, MX, MTA-STS, TLS-RPT, DANE, BIMI, the mail servers and blocklists at the same time, with one cache of DNS
/// answers. Fixes names at most five things to do, the most valuable first, each with host, type and value to paste. docs/grade.md says what costs how many
/// points. What is unknown costs none, but B is the best grade then.</para>
/// <para>Requirements are the rules that Gmail, Yahoo and Microsoft have for bulk mail, each Met, NotMet or Unknown. Records alone cannot show that mail passes:
/// name the sending addresses with -IPAddress and messages that a receiver got with -Message.</para>
/// <para>A domain that says it sends no mail (v=spf1 -all) or takes none (null MX) is not asked for what it does not need.</para>
/// <para>With -Baseline the output is what changed since an earlier check, and nothing for domains that are as they were.</para>
/// </remarks>
/// <example>
/// <code>Test-MailDomain corp.example | Select-Object -ExpandProperty Fixes</code>
/// Shows what to publish for a better grade.
/// </example>
/// <example>
/// <code>'corp.example', 'corp.de' | Test-MailDomain -Html posture.html</code>
/// Writes a page for people about both domains, too.
/// </example>
/// <example>
/// <code>Test-MailDomain corp.example -Selector mail2026 -IPAddress 192.0.2.25 -Message newsletter.eml | Select-Object -ExpandProperty Requirements</code>
/// Judges the rules for bulk senders by what is really sent.
/// </example>
/// <example>
/// <code>Test-MailDomain corp.example | ConvertTo-MailOpsJson | Set-Content baseline.json
/// Test-MailDomain corp.example -Baseline baseline.json | Where-Object IsWorse</code>
/// Keeps a state, and later shows what got worse since.
/// </example>
/// <example>
/// <code>Import-Csv domains.csv | Test-MailDomain | Sort-Object Score | Export-Csv grades.csv</code>
/// Grades the domains of a list. The column of the CSV is called Domain.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MailDomain", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(MailDomainResult), typeof(MailDomainChange), typeof(bool))]
public sealed class TestMailDomainCommand : MailOpsDomainCmdlet<MailDomainResult>
{
    private readonly List<MailDomainResult> _forPage = [];
    private MailDomainChecker? _checker;
    private MailDomainBaseline? _baseline;
    private StreamWriter? _page;

    /// <summary>DKIM selectors of the domain; without it those of the messages, else the common ones are tried.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Selector { get; set; } = [];

    /// <summary>Addresses that the domain sends from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IPAddress[] IPAddress { get; set; } = [];

    /// <summary>Messages of the domain as a receiver has them (.eml); wildcards are resolved.</summary>
    [Parameter]
    [Alias("MessagePath")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Message { get; set; } = [];

    /// <summary>The file for a page about all domains of this call.</summary>
    [Parameter]
    [Alias("HtmlPath")]
    [ValidateNotNullOrEmpty]
    public string? Html { get; set; }

    /// <summary>A file with the JSON of an earlier check; then only what changed is shown.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Baseline { get; set; }

    /// <summary>Leave the mail servers alone: no connection to port 25, so that TLS, certificates and DANE are not looked at.</summary>
    [Parameter]
    public SwitchParameter SkipServer { get; set; }

    /// <summary>The file of the public suffix list (publicsuffix.org); without it the one that Update-MailOpsData installed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PublicSuffixList { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        string? path = null;
        try
        {
            var messages = new List<string>();
            foreach (var message in Message)
            {
                path = message;
                messages.AddRange(new FileBinder(this).ResolveWildcard(message));
            }

            path = PublicSuffixList;
            _checker = new MailDomainChecker(Session.Resolver, new MailDomainOptions
            {
                Selectors = Selector,
                SendingAddresses = IPAddress,
                Messages = messages,
                PublicSuffixes = path is null ? Session.Data.ReadPublicSuffixes() : MailOps.PublicSuffixList.Load(FullPath(path)),
                IsFreeProvider = Session.Data.ReadAddressData().IsFreeProvider,
                SkipServers = SkipServer,
                Clock = Session.Clock,
            });
            path = Baseline;
            _baseline = path is null ? null : MailDomainBaseline.Load(FullPath(path));
            path = Html;
            _page = path is null ? null : Create(FullPath(path));
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, path);
        }
    }

    private protected override ValueTask<MailDomainResult> ProcessAsync(BoundDomain input, CancellationToken cancellationToken) =>
        _checker!.CheckAsync(input.Domain, cancellationToken);

    private protected override void WriteResult(BoundDomain input, MailDomainResult result)
    {
        if (_page is not null)
        {
            _forPage.Add(result);
        }

        result = result with { InputObject = input.InputObject };
        if (_baseline is null)
        {
            WriteObject(Quiet ? result.Passed : result);
            return;
        }

        var change = _baseline.Compare(result);
        if (Quiet)
        {
            WriteObject(!change.IsWorse);
        }
        else if (change.HasChanged)
        {
            WriteObject(change with { InputObject = input.InputObject });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_page is not null)
        {
            MailDomainReport.WriteHtml(_forPage, _page);
        }
    }

    private protected override void Release()
    {
        _page?.Dispose();
        _page = null;
        base.Release();
    }

    // Opened before the work: that a page cannot be written should not come out after minutes.
    private static StreamWriter Create(string path)
    {
        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw MailDomainErrors.ReportNotWritten(path, e);
        }
    }
}
