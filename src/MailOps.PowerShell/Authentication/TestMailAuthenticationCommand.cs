using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Authentication;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;

namespace MailOps.PowerShell;

/// <summary>Says why a message passed or failed: SPF, DKIM, DMARC and ARC, what a receiver would do, and what to fix.</summary>
/// <remarks>
/// <para>Takes messages (.eml) by path or from the pipeline, also their bytes or text, and objects with a property RawMessage. Client address, HELO name and
/// envelope sender are read from the header unless given: from the topmost Received field with a public client address, or the topmost one that
/// -TrustedHost wrote. Whoever wrote that field is believed; ClientSource and ReceivedBy say so.</para>
/// <para>With -From and -Relay nothing has to be sent: every address of the relay is checked against the SPF record, and the key at -Selector counts as a
/// signature that passes.</para>
/// <para>Action is what a receiver that follows the standards would do; Fixes is the shortest list of things to do; AuthenticationResults is the field that a
/// receiver writes (RFC 8601). An Unknown means that the DNS did not answer.</para>
/// </remarks>
/// <example>
/// <code>Test-MailAuthentication report.eml</code>
/// Explains one message.
/// </example>
/// <example>
/// <code>Get-ChildItem inbox/*.eml | Test-MailAuthentication | Where-Object Action -ne Deliver | Format-List AuthorDomain, Action, Fixes</code>
/// Lists what would not be delivered, and why.
/// </example>
/// <example>
/// <code>Test-MailAuthentication report.eml -IPAddress 192.0.2.25 -Sender news@corp.example -Helo mail.corp.example</code>
/// Judges the message as if that client had sent it.
/// </example>
/// <example>
/// <code>Test-MailAuthentication -From news@corp.example -Relay smtp.service.example -Selector mail2026</code>
/// Says before the first mail whether receivers will take it.
/// </example>
/// <example>
/// <code>Test-MailAuthentication report.eml -AsOf Rfc7489 -PublicSuffixList public_suffix_list.dat</code>
/// Judges the message as a receiver with the older rules of DMARC does.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MailAuthentication", DefaultParameterSetName = PipelineSet)]
[OutputType(typeof(MailAuthenticationResult), typeof(bool))]
public sealed class TestMailAuthenticationCommand : MailOpsDnsCmdlet<BoundMessage, MailAuthenticationResult>
{
    private const string PathSet = "Path";
    private const string LiteralSet = "LiteralPath";
    private const string PipelineSet = "Pipeline";
    private const string ForecastSet = "Forecast";

    private FileBinder? _files;
    private PipedLines? _lines;
    private MailAuthenticator? _authenticator;

    /// <summary>Messages (.eml); wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Messages (.eml), taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>What is piped: files, the bytes or the text of a message, whole or line by line, or an object with a property RawMessage.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The author of a message that is not sent yet.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForecastSet)]
    public MailAddress? From { get; set; }

    /// <summary>The host that will send it, by name or address.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForecastSet)]
    [ValidateNotNullOrEmpty]
    public string? Relay { get; set; }

    /// <summary>The selector that it will be signed with; without it the message counts as not signed.</summary>
    [Parameter(ParameterSetName = ForecastSet)]
    [ValidateNotNullOrEmpty]
    public string? Selector { get; set; }

    /// <summary>The domain that it will be signed for; that of -From without this parameter.</summary>
    [Parameter(ParameterSetName = ForecastSet)]
    [ValidateNotNullOrEmpty]
    public string? SigningDomain { get; set; }

    /// <summary>The address of the client that handed the message in.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralSet)]
    [Parameter(ParameterSetName = PipelineSet)]
    [Alias("ClientAddress")]
    public IPAddress? IPAddress { get; set; }

    /// <summary>The name that the client gave with HELO or EHLO.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralSet)]
    [Parameter(ParameterSetName = PipelineSet)]
    [ValidateNotNullOrEmpty]
    public string? Helo { get; set; }

    /// <summary>The address of MAIL FROM; an empty text is the null sender of bounces.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Sender { get; set; }

    /// <summary>The host whose Received field is believed, by the name behind "by".</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralSet)]
    [Parameter(ParameterSetName = PipelineSet)]
    [ValidateNotNullOrEmpty]
    public string? TrustedHost { get; set; }

    /// <summary>The name in the Authentication-Results field; the receiving host without this parameter.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralSet)]
    [Parameter(ParameterSetName = PipelineSet)]
    [ValidateNotNullOrEmpty]
    public string? AuthservId { get; set; }

    /// <summary>By which document DMARC judges: Rfc9989, the current one, or Rfc7489, as receivers do that have not changed yet.</summary>
    [Parameter]
    public DmarcStandard AsOf { get; set; }

    /// <summary>The file of the public suffix list (publicsuffix.org), which RFC 7489 needs; without it the one that Update-MailOpsData installed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PublicSuffixList { get; set; }

    /// <summary>Answer only true or false: whether the author is proven.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _files = new FileBinder(this);
        _lines = new PipedLines(_files);
        try
        {
            // Only the older rules need the list.
            var suffixes = PublicSuffixList is not null ? MailOps.PublicSuffixList.Load(FullPath(PublicSuffixList))
                : AsOf == DmarcStandard.Rfc7489 ? Session.Data.ReadPublicSuffixes()
                : null;
            _authenticator = new MailAuthenticator(Session.Resolver, new DkimOptions { Clock = Session.Clock }, new DmarcOptions { AsOf = AsOf, PublicSuffixes = suffixes });
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, PublicSuffixList);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ForecastSet:
                Submit(new BoundMessage(null, default, From));
                break;
            case PathSet:
                Array.ForEach(Path, path => SubmitFiles(path, () => _files!.ResolveWildcard(path)));
                break;
            case LiteralSet:
                Array.ForEach(LiteralPath, path => SubmitFiles(path, () => [_files!.ResolveLiteral(path)]));
                break;
            default:
                SubmitPiped();
                break;
        }
    }

    /// <summary>Judges the message that came line by line, and waits for all.</summary>
    protected override void EndProcessing()
    {
        SubmitEach(_lines?.End() ?? []);
        base.EndProcessing();
    }

    private protected override object? TargetOf(BoundMessage input) => input.InputObject;

    private protected override ValueTask<MailAuthenticationResult> ProcessAsync(BoundMessage input, CancellationToken cancellationToken)
    {
        if (ParameterSetName == ForecastSet)
        {
            var forecast = new MailForecast
            {
                From = From!,
                Relay = Relay!,
                MailFrom = string.IsNullOrEmpty(Sender) ? null : MailAddress.Parse(Sender!),
                Selector = Selector ?? "",
                SigningDomain = SigningDomain ?? "",
            };
            return _authenticator!.PredictAsync(forecast, cancellationToken);
        }

        var query = new MailAuthenticationQuery
        {
            ClientAddress = IPAddress,
            Helo = Helo,
            MailFrom = Sender,
            TrustedHost = TrustedHost ?? "",
            AuthservId = AuthservId ?? "",
        };
        return input.Path is null
            ? _authenticator!.CheckAsync(input.Content, query, cancellationToken)
            : _authenticator!.CheckFileAsync(input.Path, query, cancellationToken);
    }

    private protected override void WriteResult(BoundMessage input, MailAuthenticationResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });

    private void SubmitFiles(string origin, Func<IReadOnlyList<string>> resolve)
    {
        try
        {
            foreach (var file in resolve())
            {
                Submit(new BoundMessage(file, default, origin));
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, origin);
        }
        catch (ItemNotFoundException e)
        {
            WriteFailure(new MailOpsException("MailOps.File.NotFound", MailOpsErrorKind.NotFound, e.Message, ErrorTexts.FileNotFoundAdvice.Current, e), origin);
        }
    }

    private void SubmitPiped()
    {
        if (InputObject?.BaseObject is string line && line.IndexOf('\n') < 0 && InputObject.Properties["RawMessage"] is null)
        {
            SubmitEach(_lines!.Take(InputObject, line));
            return;
        }

        SubmitEach(_lines!.End());
        var content = InputObject?.Properties["RawMessage"]?.Value ?? InputObject?.BaseObject;
        switch (content is PSObject wrapped ? wrapped.BaseObject : content)
        {
            case FileSystemInfo file:
                Submit(new BoundMessage(file.FullName, default, InputObject));
                break;
            case byte[] bytes:
                Submit(new BoundMessage(null, bytes, InputObject));
                break;

            // A header has at least one line with a colon behind its name and an end; a path is one line.
            case string text when text.Contains('\n'):
                Submit(new BoundMessage(null, Encoding.UTF8.GetBytes(text), InputObject));
                break;
            case string path:
                SubmitFiles(path, () => [_files!.ResolveLiteral(path)]);
                break;
            default:
                SubmitPathOf(InputObject);
                break;
        }
    }

    private void SubmitEach(List<PipedText> texts)
    {
        foreach (var text in texts)
        {
            if (text.Text is { } path)
            {
                SubmitFiles(path, () => [_files!.ResolveLiteral(path)]);
            }
            else if (text.File is null && text.Bytes is null)
            {
                WriteFailure(PipedText.TooLong(), text.Origin);
            }
            else
            {
                Submit(new BoundMessage(text.File, text.Bytes, text.Origin));
            }
        }
    }

    // A file that came out of a job or a CLIXML file is a copy with the same properties.
    private void SubmitPathOf(PSObject? item)
    {
        if ((item?.Properties["PSPath"] ?? item?.Properties["FullName"])?.Value is string path)
        {
            SubmitFiles(path, () => [_files!.ResolveLiteral(path)]);
            return;
        }

        WriteFailure(
            new MailOpsException(
                "MailOps.Authentication.NoMessage",
                MailOpsErrorKind.InvalidArgument,
                new Localized("This input is no message and names none.", "Diese Eingabe ist keine Nachricht und nennt keine.").Current,
                new Localized("Pipe files, the bytes or text of a message, or objects with RawMessage.", "Dateien, Bytes oder Text einer Nachricht oder Objekte mit RawMessage weiterleiten.").Current),
            item);
    }
}
