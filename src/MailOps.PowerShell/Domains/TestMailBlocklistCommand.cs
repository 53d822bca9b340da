using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Domains.Blocklists;

namespace MailOps.PowerShell;

/// <summary>Asks blocklists about addresses and domains.</summary>
/// <remarks>
/// <para>An address is looked up in lists of addresses; a domain in lists of domains, and the addresses of its mail servers too. Each listing comes with the
/// list's reason and the page where removal is asked for.</para>
/// <para>A list that refuses, does not answer, or fails its own test entry (RFC 5782 section 5) says nothing: its answer is Unknown, never a listing. Many
/// lists refuse public resolvers; name your own with -DnsServer.</para>
/// </remarks>
/// <example>
/// <code>Test-MailBlocklist 192.0.2.25</code>
/// Asks the usual lists about an address.
/// </example>
/// <example>
/// <code>'corp.example' | Test-MailBlocklist | Select-Object -ExpandProperty Answers | Where-Object Verdict -eq Listed</code>
/// Shows which lists have a domain or its mail servers, with reason and page.
/// </example>
/// <example>
/// <code>Test-MailBlocklist 192.0.2.25 -List bl.corp.example -Quiet</code>
/// Asks a list of your own, and only for a yes or no.
/// </example>
/// <example>
/// <code>Test-MailBlocklist corp.example -DomainList dbl.spamhaus.org, multi.surbl.org</code>
/// Asks two lists of domains alone about a domain.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MailBlocklist", DefaultParameterSetName = PipelineSet)]
[OutputType(typeof(BlocklistTestResult), typeof(bool))]
public sealed class TestMailBlocklistCommand : MailOpsDnsCmdlet<BoundText, BlocklistTestResult>
{
    private const string TargetSet = "Target";
    private const string PipelineSet = "Pipeline";

    private readonly PropertyBinder _binder = PropertyBinder.ForBlocklists();
    private BlocklistChecker? _checker;

    /// <summary>IP addresses and domains.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TargetSet)]
    [ValidateNotNullOrEmpty]
    public string[] Target { get; set; } = [];

    /// <summary>What is piped: an address, a domain, or an object with a property IPAddress, SourceAddress, Domain or DomainName.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>Zones of lists to ask in place of the usual ones; they are asked about addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] List { get; set; } = [];

    /// <summary>Zones of lists of domains to ask in place of the usual ones, alone or beside those of -List.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] DomainList { get; set; } = [];

    /// <summary>Answer only true or false: whether no list has it.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _checker = new BlocklistChecker(Session.Resolver, MailBlocklist.Named(List, DomainList));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PipelineSet)
        {
            SubmitEach(InputObject);
            return;
        }

        foreach (var target in Target)
        {
            SubmitEach(target);
        }
    }

    private protected override object? TargetOf(BoundText input) => input.InputObject;

    private protected override ValueTask<BlocklistTestResult> ProcessAsync(BoundText input, CancellationToken cancellationToken) =>
        _checker!.CheckAsync(input.Text, cancellationToken);

    private protected override void WriteResult(BoundText input, BlocklistTestResult result) =>
        WriteObject(Quiet ? result.Passed : result with { InputObject = input.InputObject });

    private void SubmitEach(object? input)
    {
        // An address object writes itself as its text.
        var value = input is PSObject { BaseObject: System.Net.IPAddress address } ? address.ToString() : input;
        try
        {
            foreach (var found in _binder.Find(value))
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
