using System;
using System.Management.Automation;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Says of each address whether mail to it can arrive, and why.</summary>
/// <remarks>
/// <para>Checked are the syntax (RFC 5321, internationalised addresses included) and, in the DNS, whether the domain takes mail. The verdict
/// is Deliverable, Risky, Undeliverable, or Unknown when the DNS did not answer: an Unknown is never a reason to drop an address. Reason names
/// the weightiest cause, Findings all of them, Evidence how far the address was checked.</para>
/// <para>Addresses are taken as text or from the objects of a pipe: the rows of a CSV, users of a directory. Each result carries its row as
/// InputObject, so that the other columns are still there at the end of the pipe. Many addresses are looked up at the same time, each
/// domain once; results come in the order of the input unless -Unordered is given.</para>
/// </remarks>
/// <example>
/// <code>Test-MailAddress anna@corp.example, 'j.smith@gmial.com'</code>
/// Checks two addresses. The second one is mistyped: Suggestion says what was meant.
/// </example>
/// <example>
/// <code>Import-Csv customers.csv | Test-MailAddress | Where-Object Verdict -eq Undeliverable | Export-Csv bounce-to-be.csv</code>
/// Finds the addresses of a list that mail cannot reach. The address is in the column Email, Mail or Address.
/// </example>
/// <example>
/// <code>Import-Csv kunden.csv | Test-MailAddress -AddressProperty Kontakt | Select-Object Address, Verdict, { $_.InputObject.Firma }</code>
/// Takes the address from another column and shows a further one beside the verdict.
/// </example>
/// <example>
/// <code>Get-Content million.txt | Test-MailAddress -SyntaxOnly | Group-Object Verdict -NoElement</code>
/// Looks at the text only; asks nobody, and is fast.
/// </example>
/// <example>
/// <code>Import-Csv customers.csv | Test-MailAddress -Suppression | Where-Object Reason -eq Suppressed</code>
/// Finds the addresses of a list that the suppression list blocks; the finding says since when and why. -Store names another store.
/// </example>
/// <example>
/// <code>Import-Csv customers.csv | Test-MailAddress -Keep -MaxAge 30.00:00:00 | Measure-MailAddress -HtmlPath customers.html</code>
/// Checks a list, reuses results of the last 30 days, keeps the new ones in the store, and writes a report to hand on.
/// </example>
/// <example>
/// <code>Import-Csv vip.csv | Test-MailAddress -Probe -ProbeSender postmaster@corp.example -ProbeHelo mail.corp.example</code>
/// Also asks the mail servers whether they know the mailboxes. Run it on a host that may send mail, for few addresses.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MailAddress", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(AddressTestResult), typeof(bool))]
public sealed class TestMailAddressCommand : MailOpsAddressCmdlet<AddressTestResult>
{
    private const int DefaultPort = 25;

    private AddressChecker? _checker;
    private AddressProber? _prober;
    private ISuppressionLookup? _suppression;
    private IAddressHistory? _history;

    /// <summary>Look at the text only, and ask nobody; with -Suppression or -Store also at the list of the store.</summary>
    [Parameter]
    public SwitchParameter SyntaxOnly { get; set; }

    /// <summary>Also take comments and obsolete forms, as they may stand in a header (RFC 5322). Without it what SMTP takes is an address.</summary>
    [Parameter]
    public SwitchParameter Rfc5322 { get; set; }

    /// <summary>
    /// Mend slips of typing that leave no doubt before the check: blanks around the address, a final dot. Without it such a text is no
    /// address, and its mended form is the suggestion.
    /// </summary>
    [Parameter]
    public SwitchParameter CleanInput { get; set; }

    /// <summary>
    /// Consult the suppression list of the store: an address on it is Undeliverable whatever the DNS says. The store is the one that
    /// Send-DelayedMail would use, or the one named with -Store.
    /// </summary>
    [Parameter]
    public SwitchParameter Suppression { get; set; }

    /// <summary>The store whose suppression list is consulted: a file, or a PostgreSQL connection string. Implies -Suppression.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>
    /// Keep the results in the store, so that a later run can reuse them with -MaxAge. An Unknown is not kept.
    /// </summary>
    [Parameter]
    public SwitchParameter Keep { get; set; }

    /// <summary>Reuse results of the store that are no older than this; their Evidence then names History, CheckedAt when they were found out.</summary>
    [Parameter]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>
    /// Ask the mail server of each address whether it would take mail for it (RCPT), without sending any. Needs a host that may connect to
    /// port 25, and can harm its reputation: at most 10 questions a minute and server, none after three refusals in a row, none at providers that
    /// take everything. docs/addresses.md says what an answer proves.
    /// </summary>
    [Parameter]
    public SwitchParameter Probe { get; set; }

    /// <summary>The sender named to the mail servers. Default: the null sender of notices; some servers want one that exists.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProbeSender { get; set; }

    /// <summary>The name of this host for the mail servers (EHLO). Default: its full name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProbeHelo { get; set; }

    /// <summary>The IP address of this host that connections to mail servers come from. Default: the system chooses.</summary>
    [Parameter]
    public IPAddress? ProbeSource { get; set; }

    /// <summary>A server to ask in place of each domain's own, such as your own gateway.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProbeServer { get; set; }

    /// <summary>The port of the mail servers, for your own ones.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int ProbePort { get; set; } = DefaultPort;

    /// <summary>Ask for more than 200 addresses in a run.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Answer only true or false: whether the verdict is Deliverable.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override string? ProgressActivity => SyntaxOnly ? null : ProgressTexts.CheckingAddresses.Current;

    private protected override MailOpsOptions SessionOptions => base.SessionOptions with { Store = StorePath.Resolve(Store, FullPath) };

    /// <summary>Opens the store, since without its list no verdict could be trusted.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            AddressOptionRules.Check(SyntaxOnly, Keep || MaxAge is not null, Probe, HasProbeSettings);
            if (Suppression || Store is not null || Keep || MaxAge is not null)
            {
                OpenStore();
            }

            if (Probe)
            {
                MakeProber();
            }
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Store);
        }
    }

    private protected override ValueTask<AddressTestResult> ProcessAsync(BoundText input, CancellationToken cancellationToken) =>
        (_checker ??= MakeChecker()).CheckAsync(input.Text, cancellationToken);

    private protected override void WriteResult(BoundText input, AddressTestResult result) =>
        WriteObject(Quiet ? result.Verdict == AddressVerdict.Deliverable : result with { InputObject = input.InputObject });

    private protected override void Release()
    {
        _checker?.Dispose();
        _checker = null;
        _prober?.Dispose();
        _prober = null;
        base.Release();
    }

    private bool HasProbeSettings => ProbeSender is not null || ProbeHelo is not null || ProbeSource is not null || ProbeServer is not null || ProbePort != DefaultPort;

    private void OpenStore()
    {
        var store = Await(Session.OpenStoreAsync(Keep ? StoreAccess.ReadWrite : StoreAccess.ReadOnly, StopToken));
        if (Suppression || Store is not null)
        {
            _suppression = new StoreSuppressionLookup(store.Suppression);
        }

        if (Keep || MaxAge is not null)
        {
            _history = store.AddressHistory;
        }
    }

    private void MakeProber()
    {
        WriteWarning(ProbeWarnings.Reputation.Current);
        var options = new AddressProbeOptions
        {
            Sender = ProbeSender ?? "",
            HeloName = ProbeHelo,
            SourceAddress = ProbeSource,
            Server = ProbeServer,
            Port = ProbePort,
            MaxAddresses = Force ? null : AddressProbeOptions.DefaultMaxAddresses,
        };
        _prober = new AddressProber(options, Session.Resolver, Session.Clock, finding => PostWarning(FindingLine.Of(finding)));
    }

    private AddressChecker MakeChecker()
    {
        var options = new AddressCheckOptions
        {
            SyntaxOnly = SyntaxOnly,
            Syntax = Rfc5322 ? AddressSyntax.Rfc5322 : AddressSyntax.Mailbox,
            CleanInput = CleanInput,
            MaxAge = MaxAge,
            KeepResults = Keep,
            Data = Session.Data.ReadAddressData(),
        };
        return new AddressChecker(options, SyntaxOnly ? null : Session.Resolver, Session.Clock, _suppression, _history, _prober);
    }
}
