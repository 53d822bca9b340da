using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Shows the suppression list: addresses that get no mail, and why.</summary>
/// <remarks>
/// <para>An address is Blocked after a hard bounce, a complaint, or too many soft bounces in a row; Observed while failures are counted;
/// Held when so many came at once that a person should look first; on Probation once it was unblocked. The evidence stands beside it: the
/// reason, the reply and the mail it came from.</para>
/// </remarks>
/// <example>
/// <code>Get-MailSuppression -State Blocked</code>
/// Lists the addresses that get no mail.
/// </example>
/// <example>
/// <code>Import-Csv customers.csv | Get-MailSuppression</code>
/// Shows which addresses of a list are known, and why. The address is in the column Email, Mail or Address.
/// </example>
/// <example>
/// <code>Get-MailSuppression -Domain partner.example -Since (Get-Date).AddHours(-1)</code>
/// Shows what the last hour added for one domain.
/// </example>
/// <example>
/// <code>Get-MailSuppression anna@partner.example -Evidence</code>
/// Shows every bounce, report and unblocking behind an entry, to decide whether to unblock it.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailSuppression", DefaultParameterSetName = "Pipeline")]
[OutputType(typeof(SuppressionEntry), typeof(SuppressionEvent))]
public sealed class GetMailSuppressionCommand : MailOpsStoreCmdlet
{
    private const string AddressSet = "Address";
    private const string PipelineSet = "Pipeline";
    private const int PageSize = 500;

    private readonly PropertyBinder _binder = PropertyBinder.ForAddresses(null);
    private ISuppressionStore? _list;

    /// <summary>The addresses to look up.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AddressSet)]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = [];

    /// <summary>What is piped: an address, or an object that has one in a property such as Address, Email or Mail.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Only addresses in one of these states.</summary>
    [Parameter(ParameterSetName = PipelineSet)]
    public SuppressionState[] State { get; set; } = [];

    /// <summary>Only addresses of this domain.</summary>
    [Parameter(ParameterSetName = PipelineSet)]
    public DomainName? Domain { get; set; }

    /// <summary>Only what changed its state at this time or later; a time that does not say that it is UTC is local.</summary>
    [Parameter(ParameterSetName = PipelineSet)]
    public DateTime? Since { get; set; }

    /// <summary>Write the events behind each entry in place of the entry: which bounce, when, what the server said, about which mail.</summary>
    [Parameter]
    public SwitchParameter Evidence { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _list ??= OpenStore(StoreAccess.ReadOnly).Suppression;
        if (ParameterSetName == AddressSet)
        {
            Find(Address);
        }
        else if (InputObject is not null || MyInvocation.ExpectingInput)
        {
            FindPiped(InputObject);
        }
        else
        {
            List();
        }
    }

    private void FindPiped(PSObject? input)
    {
        try
        {
            foreach (var found in _binder.Find(input))
            {
                Find([found.Text]);
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, input);
        }
    }

    private void Find(IReadOnlyList<string> addresses)
    {
        foreach (var entry in Await(new ValueTask<IReadOnlyList<SuppressionEntry?>>(_list!.FindAsync(addresses, StopToken))))
        {
            if (entry is not null)
            {
                Write(entry);
            }
        }
    }

    private void Write(SuppressionEntry entry)
    {
        if (!Evidence)
        {
            WriteObject(entry);
            return;
        }

        foreach (var item in Await(new ValueTask<IReadOnlyList<JournalEvent>>(_list!.ReadEvidenceAsync(entry.Address, StopToken))))
        {
            WriteObject(SuppressionEvent.Of(item));
        }
    }

    private void List()
    {
        var filter = new SuppressionFilter { States = State, Domain = Domain?.Ascii, Since = Since?.ToUniversalTime() };
        string? last = null;
        while (true)
        {
            var page = Await(new ValueTask<IReadOnlyList<SuppressionEntry>>(_list!.ListAsync(filter, last, PageSize, StopToken)));
            if (page.Count == 0)
            {
                return;
            }

            foreach (var entry in page)
            {
                Write(entry);
            }

            last = page[page.Count - 1].Address;
        }
    }
}
