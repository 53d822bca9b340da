using System;
using System.Management.Automation;
using MailOps.Authentication.Dkim;
using MailOps.Dns;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Looks mails over before they are sent, as Send-DelayedMail does: the preflight.</summary>
/// <remarks>
/// <para>Takes message files (.eml), their bytes, and what New-MailDraft makes. docs/drafts.md lists what is looked at. Verdict says what
/// Send-DelayedMail would do: Send, Hold (there are warnings) or Block (there are errors).</para>
/// <para>With -Relay it also forecasts what receivers make of SPF, DKIM and DMARC.</para>
/// </remarks>
/// <example>
/// <code>Test-MailDraft newsletter.eml -Bulk -Relay mail.corp.example | Select-Object -ExpandProperty Findings</code>
/// Shows what is wrong with a newsletter.
/// </example>
/// <example>
/// <code>if (-not (New-MailDraft -From news@corp.example -To anna@corp.example -Template offer.html | Test-MailDraft -SpellCheck de-DE -Quiet)) { throw 'not yet' }</code>
/// Goes on only with a mail about which there is nothing to say.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MailDraft", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DraftCheckResult), typeof(bool))]
public sealed class TestMailDraftCommand : MailOpsFileCmdlet, IPreflightParameters
{
    private MailPreflight _preflight = null!;

    /// <summary>The recipients; without it those that the message names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] To { get; set; } = [];

    /// <summary>The mail is one of many: what large mailbox providers want of bulk mail is looked at, too.</summary>
    [Parameter]
    public SwitchParameter Bulk { get; set; }

    /// <summary>The host that will hand the mail to receivers: what SPF, DKIM and DMARC will say is forecast.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Relay { get; set; }

    /// <summary>The key that the mail will be signed with, domain:selector:file; the file is not read.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DkimKey { get; set; }

    /// <summary>The server to ask how large a mail it takes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SmtpServer { get; set; }

    /// <summary>What Send-DelayedMail would be told about warnings.</summary>
    [Parameter]
    public WarningAction OnWarning { get; set; }

    /// <summary>Ids of findings, such as DRAFT007, that do not matter for this mail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] IgnoreFinding { get; set; } = [];

    /// <summary>A file with rules of your own (docs/drafts.md).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RuleFile { get; set; }

    /// <summary>A file of phrases, one a line, in place of the built-in list of words known from spam.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WordList { get; set; }

    /// <summary>Check the spelling in these languages, such as de-DE. Needs the program hunspell and its dictionaries.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SpellCheck { get; set; } = [];

    /// <summary>Ask these domain blocklists about the links of the mail, such as dbl.spamhaus.org. They learn what the mail links to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] LinkBlocklist { get; set; } = [];

    /// <summary>The size in bytes from which on a mail is worth a warning. Default: 25 MB.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxSize { get; set; } = PreflightOptions.DefaultMaxSize;

    /// <summary>The store whose suppression list the recipients are looked up in; without it they are not.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>The DNS servers to ask, the first one preferred. Without it those of the operating system are asked.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DnsServerCompleter))]
    public DnsServer[] DnsServer { get; set; } = [];

    /// <summary>A zone file (JSON, docs/zones.md) that answers instead of the network.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DnsZone { get; set; }

    /// <summary>Answer only true or false: whether the mail would go out.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override MailOpsOptions SessionOptions => base.SessionOptions with
    {
        Store = StorePath.Resolve(Store, FullPath),
        DnsServers = DnsServer,
        ZonePath = DnsZone is null ? null : FullPath(DnsZone),
    };

    private protected override MailOpsException NoInput => new(
        "MailOps.Draft.NoMessage", MailOpsErrorKind.InvalidArgument, OutboxTexts.NoMessage.Current, OutboxTexts.NoMessageAdvice.Current);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _preflight = new MailPreflight(ReadOptions());
        }
        catch (Exception e) when (e is MailOpsException or SessionStateException)
        {
            ThrowFailure(e);
        }
    }

    private protected override void ReadFile(string path, object origin) => Check(() => MailDraft.FromMessage(DraftFile.ReadBytes(path)), origin);

    private protected override void ReadBytes(byte[] content, object origin) =>
        Check(() => origin is PSObject { BaseObject: MailDraft draft } ? draft : MailDraft.FromMessage(content), origin);

    /// <inheritdoc/>
    private protected override void Release()
    {
        _preflight?.Dispose();
        base.Release();
    }

    private PreflightOptions ReadOptions() => PreflightParameters.Read(this, FullPath) with
    {
        DkimKey = DkimKey is null ? null : DkimKeyReference.Parse(DkimKey),
        Relay = Relay ?? "",
        Resolver = Session.Resolver,
        ServerSize = SmtpServer is null ? null : new SmtpServerSize(MailServerReference.Parse(SmtpServer)),
        Suppression = Store is null ? null : Await(Session.OpenStoreAsync(StoreAccess.Preview, StopToken)).Suppression,
        JudgeRecipients = true,
        AddressData = Session.Data.ReadAddressData(),
        Clock = Session.Clock,
    };

    private void Check(Func<MailDraft> read, object origin)
    {
        try
        {
            var draft = read();
            var result = Await(_preflight.CheckDraftAsync(To.Length == 0 ? draft : draft with { Recipients = new TextList(To) }, Bulk, StopToken));
            WriteObject(Quiet ? result.Passed : result with { InputObject = origin });
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, origin);
        }
    }
}
