using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that changes the suppression list for addresses: gathered first, asked about once, changed together.</summary>
public abstract class MailSuppressionChangeCmdlet : MailOpsStoreCmdlet
{
    private const string AddressSet = "Address";
    private const string PipelineSet = "Pipeline";

    private readonly List<BoundText> _inputs = [];
    private PropertyBinder? _binder;

    /// <summary>The addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AddressSet)]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = [];

    /// <summary>What is piped: an address, or an object that has one in a property such as Address, Email or Mail.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The property that holds the address, when it has another name than the usual ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AddressProperty { get; set; }

    /// <summary>Why; kept with each address.</summary>
    [Parameter]
    [ValidateNotNull]
    public string Reason { get; set; } = "";

    /// <summary>Write the entries as they are afterwards, in place of the decisions.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected abstract string CommandName { get; }

    private protected abstract Task<IReadOnlyList<SuppressionDecision>> ChangeAsync(
        SuppressionEditor editor, IReadOnlyList<BoundText> inputs, bool whatIf);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _binder ??= PropertyBinder.ForAddresses(AddressProperty);
        if (ParameterSetName == AddressSet)
        {
            foreach (var address in Address)
            {
                Add(new BoundText(address, address));
            }

            return;
        }

        try
        {
            foreach (var found in _binder.Find(InputObject))
            {
                Add(found);
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, InputObject);
        }
    }

    /// <summary>Asks once, changes all, writes what was decided.</summary>
    protected override void EndProcessing()
    {
        if (_inputs.Count == 0)
        {
            return;
        }

        var goes = ShouldProcess(SuppressionOutput.Target(_inputs.Count, Session.StoreLocation.Display), CommandName);
        if (!goes && !IsWhatIf)
        {
            return;
        }

        var store = OpenStore(goes ? StoreAccess.ReadWrite : StoreAccess.Preview);
        var editor = new SuppressionEditor(store.Suppression, Session.Clock);
        var decisions = Await(new ValueTask<IReadOnlyList<SuppressionDecision>>(ChangeAsync(editor, _inputs, !goes)));
        for (var i = 0; i < decisions.Count; i++)
        {
            if (!PassThru)
            {
                WriteObject(decisions[i] with { InputObject = _inputs[i].InputObject });
            }
        }

        if (PassThru)
        {
            var found = store.Suppression.FindAsync(_inputs.ConvertAll(input => input.Text), StopToken);
            foreach (var entry in Await(new ValueTask<IReadOnlyList<SuppressionEntry?>>(found)))
            {
                if (entry is not null)
                {
                    WriteObject(entry);
                }
            }
        }
    }

    // What is no address can be on no list, and would only hide that somebody mistyped it.
    private void Add(BoundText input)
    {
        if (MailAddress.TryParse(input.Text.Trim(), out _))
        {
            _inputs.Add(new BoundText(input.Text.Trim(), input.InputObject));
            return;
        }

        try
        {
            MailAddress.Parse(input.Text);
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, input.InputObject);
        }
    }
}
