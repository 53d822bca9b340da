using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Servers;

namespace MailOps.PowerShell;

/// <summary>Talks to mail servers up to the point where mail would begin, and judges what they show.</summary>
/// <remarks>
/// <para>Looks at the greeting, the extensions, STARTTLS or implicit TLS, the TLS versions the server takes (each offered alone, in a connection of its
/// own), its certificate, what it tells strangers (VRFY, EXPN, passwords in the clear), and the names of its addresses in the DNS (PTR, FCrDNS).</para>
/// <para>Verdict is Valid, Invalid, Missing when the host has no address, or Unknown when the server was not reached, was busy or turned this host away.
/// Many networks block port 25: that costs ten seconds at most and is one finding, which says nothing about the server.</para>
/// <para>-TestRelay tries whether the server takes mail from strangers for strangers, up to the recipient; no message is ever begun. Use it on servers that
/// are yours.</para>
/// </remarks>
/// <example>
/// <code>Test-SmtpServer mx1.corp.example | Format-List</code>
/// Shows what the mail exchanger offers, with its certificate and what to improve.
/// </example>
/// <example>
/// <code>(Test-MxRecord corp.example).Hosts | Test-SmtpServer</code>
/// Looks at all mail servers of a domain.
/// </example>
/// <example>
/// <code>Test-SmtpServer smtp.corp.example:465, smtp.corp.example:587 | ForEach-Object Certificate | Where-Object DaysLeft -lt 30</code>
/// Finds certificates that end within a month at the ports for users.
/// </example>
/// <example>
/// <code>Test-SmtpServer mx1.corp.example -TestRelay -RelayRecipient me@elsewhere.example</code>
/// Tries from here whether the server is an open relay.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "SmtpServer", DefaultParameterSetName = PipelineSet)]
[OutputType(typeof(SmtpServerTestResult), typeof(bool))]
public sealed class TestSmtpServerCommand : MailOpsDnsCmdlet<BoundText, SmtpServerTestResult>
{
    private const string ServerSet = "Server";
    private const string PipelineSet = "Pipeline";

    private readonly PropertyBinder _binder = PropertyBinder.ForServers();
    private SmtpServerChecker? _checker;

    /// <summary>The servers: host, host:port, an address, [IPv6 address]:port. Without a port it is 25; port 465 means implicit TLS.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string[] Server { get; set; } = [];

    /// <summary>What is piped: the name of a server, or an object with a property Server, Host or ComputerName.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>TLS from the first byte, at another port than 465.</summary>
    [Parameter]
    public SwitchParameter ImplicitTls { get; set; }

    /// <summary>Do not offer each TLS version in a connection of its own: one connection instead of five.</summary>
    [Parameter]
    public SwitchParameter SkipTlsVersions { get; set; }

    /// <summary>Try whether the server takes mail from strangers for strangers, up to the recipient and never with a message.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    public SwitchParameter TestRelay { get; set; }

    /// <summary>The recipient for -TestRelay: an address that the server has nothing to do with. Default: one below example.com.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string? RelayRecipient { get; set; }

    /// <summary>How many seconds the conversation with one server may take; connecting takes 10 of them at most.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>The name after EHLO. Default: the name of this host.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HeloName { get; set; }

    /// <summary>Answer only true or false: whether the server passed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            var options = SmtpServerCheckOptions.Create(TimeSpan.FromSeconds(TimeoutSeconds), HeloName, RelayRecipient) with
            {
                ImplicitTls = ImplicitTls ? true : null,
                TestTlsVersions = !SkipTlsVersions,
                TestRelay = TestRelay,
            };
            _checker = new SmtpServerChecker(Session.Resolver, Session.Clock, options);
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, HeloName ?? RelayRecipient);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PipelineSet)
        {
            SubmitEach(InputObject);
            return;
        }

        foreach (var server in Server)
        {
            SubmitEach(server);
        }
    }

    private protected override object? TargetOf(BoundText input) => input.InputObject;

    private protected override ValueTask<SmtpServerTestResult> ProcessAsync(BoundText input, CancellationToken cancellationToken) =>
        _checker!.CheckAsync(input.Text, cancellationToken);

    private protected override void WriteResult(BoundText input, SmtpServerTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });

    private void SubmitEach(object? input)
    {
        try
        {
            foreach (var found in _binder.Find(input))
            {
                Submit(found);
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, input);
        }
    }
}
