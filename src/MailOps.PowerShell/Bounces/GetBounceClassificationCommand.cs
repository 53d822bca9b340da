using System.IO;
using System.Linq;
using System.Management.Automation;
using MailOps.Bounces;

namespace MailOps.PowerShell;

/// <summary>Says of each bounce whose fault it is, for how long, and what to do.</summary>
/// <remarks>
/// <para>Reads mails (.eml), mbox files, Maildirs and folders, bare SMTP replies and lines of a log. There is one result per mail and recipient;
/// a mail that names no recipient, an ordinary one included, gives one result with an empty Address.</para>
/// <para>Kind tells failures from delays, success reports, complaints and automatic replies. Permanence is Hard only where the address
/// itself is lost: a full mailbox or a refusal as spam is Soft, whatever the code says. Cause says whose side it lies on, Action what to
/// do next, and Letter is a mail or ticket about it, ready to send, with the evidence. docs/bounces.md lists formats, reasons and
/// actions.</para>
/// <para>A piped text that names an existing file is read as that file; any other text is taken as a reply, a log line, the notice of a
/// bounce or a whole mail, so that the clipboard can be piped. A mail whose lines come one by one, as Get-Content gives them without -Raw, is one mail
/// again; other lines are judged each for itself, as a list of replies or a log, so pipe the text of a notice without a header with -Raw.</para>
/// </remarks>
/// <example>
/// <code>Get-ChildItem bounces -Filter *.eml | Get-BounceClassification</code>
/// Classifies the mails of a folder and shows a line per recipient.
/// </example>
/// <example>
/// <code>Get-Clipboard -Raw | Get-BounceClassification | Format-List</code>
/// Explains a bounce or an SMTP reply that was copied from somewhere.
/// </example>
/// <example>
/// <code>Get-ChildItem *.eml | Get-BounceClassification | Where-Object Action -eq ContactRecipientAdmin | ForEach-Object Letter | Format-List To, Subject, Body</code>
/// Shows the mails to the postmasters whose servers have errors of their own.
/// </example>
/// <example>
/// <code>Get-BounceClassification -Text '550 5.7.26 This mail is unauthenticated' -RuleFile own.rules</code>
/// Explains one reply, asking rules of your own before the built-in ones.
/// </example>
/// <example>
/// <code>Get-BounceClassification -Path /var/mail/bounces | Where-Object Permanence -eq Hard | Select-Object Address, Reason, Diagnostic | Export-Csv lost.csv</code>
/// Lists the addresses of an mbox that are lost, with the evidence.
/// </example>
[Cmdlet(VerbsCommon.Get, "BounceClassification", DefaultParameterSetName = PipelineSet)]
[OutputType(typeof(BounceClassification))]
public sealed class GetBounceClassificationCommand : MailOpsFileCmdlet
{
    private const string TextSet = "Text";

    private static readonly char[] InvalidPathChars = System.IO.Path.GetInvalidPathChars();

    private BounceClassifierOptions _options = BounceClassifierOptions.Default;

    /// <summary>SMTP replies, lines of a log, or texts of bounces.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [AllowEmptyString]
    public string[] Text { get; set; } = [];

    /// <summary>A file with rules of your own, which are asked before the built-in ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RuleFile { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (RuleFile is null)
        {
            return;
        }

        try
        {
            _options = _options with { Rules = BounceRules.Load(Files.ResolveLiteral(RuleFile)) };
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, RuleFile);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        foreach (var text in Text)
        {
            Write(BounceClassifier.ClassifyNotice(text, _options), text);
        }
    }

    private protected override MailOpsException NoInput => new(
        "MailOps.Bounces.NoInput", MailOpsErrorKind.InvalidArgument, ErrorTexts.BounceNoInput.Current, ErrorTexts.BounceNoInputAdvice.Current);

    private protected override void ReadBytes(byte[] content, object origin)
    {
        foreach (var report in BounceClassifier.ClassifyEach(content, _options))
        {
            Write(report, origin);
        }
    }

    private protected override void ReadText(string text, object origin)
    {
        if (NamesFile(text))
        {
            ReadFile(FullPath(text), origin);
        }
        else
        {
            foreach (var report in BounceClassifier.ClassifyEach(text, _options))
            {
                Write(report, origin);
            }
        }
    }

    // A text of several lines or of the length of a mail is no path, and asking the disk about it could throw.
    private bool NamesFile(string text)
    {
        if (text.Length is 0 or > 1024 || text.IndexOfAny(['\r', '\n', '\0']) >= 0)
        {
            return false;
        }

        // "550 5.1.1: ..." looks like a drive to the engine; only a single letter before a colon is one here.
        if (text.IndexOf(':') > 1 || text.IndexOfAny(InvalidPathChars) >= 0)
        {
            return false;
        }

        var path = FullPath(text);
        return File.Exists(path) || Directory.Exists(path);
    }

    private protected override void ReadFile(string path, object origin)
    {
        foreach (var report in BounceClassifier.ClassifyFiles(path, _options))
        {
            StopToken.ThrowIfCancellationRequested();
            Write(report, origin);
        }
    }

    private void Write(BounceReport report, object origin)
    {
        if (report.Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error) is { } fault)
        {
            WriteFailure(Failure(report, fault), origin);
            return;
        }

        foreach (var cut in report.Cuts)
        {
            WriteWarning(FindingLine.Of(cut));
        }

        foreach (var recipient in report.Recipients)
        {
            Write(recipient, origin);
        }
    }

    private static MailOpsException Failure(BounceReport report, Finding fault) =>
        fault.Id == BounceFindings.Unreadable.Id && !File.Exists(report.Source) && !Directory.Exists(report.Source)
            ? new MailOpsException("MailOps.File.NotFound", MailOpsErrorKind.NotFound, fault.Message, ErrorTexts.FileNotFoundAdvice.Current)
            : new MailOpsException("MailOps.Bounces.NoMail", MailOpsErrorKind.InvalidData, fault.Message, fault.Advice);

    private void Write(BounceClassification result, object origin) => WriteObject(result with { InputObject = origin });
}
