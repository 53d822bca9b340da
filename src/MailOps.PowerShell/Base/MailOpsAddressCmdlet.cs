using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>A DNS cmdlet whose input are addresses: typed, piped, or in a property of what is piped.</summary>
/// <typeparam name="TResult">What one address gives.</typeparam>
public abstract class MailOpsAddressCmdlet<TResult> : MailOpsDnsCmdlet<BoundText, TResult>
{
    private const string AddressSet = "Address";
    private const string PipelineSet = "Pipeline";

    private PropertyBinder? _binder;

    /// <summary>The addresses, as text or as objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AddressSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object[] Address { get; set; } = [];

    /// <summary>
    /// What is piped: an address, or an object that has one in a property Address, Email, EmailAddress, Mail, PrimarySmtpAddress or
    /// UserPrincipalName (the first of these that holds something), or in the one named with -AddressProperty.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>The property that holds the address, when it has another name than the usual ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AddressProperty { get; set; }

    /// <summary>How many addresses will come through the pipe, so that the progress can tell the remaining time.</summary>
    [Parameter(ParameterSetName = PipelineSet)]
    [ValidateRange(1, long.MaxValue)]
    public long TotalCount { get; set; }

    private protected override long ProgressTotal => ParameterSetName == PipelineSet ? TotalCount : Address?.Length ?? 0;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _binder ??= PropertyBinder.ForAddresses(AddressProperty);
        if (ParameterSetName == PipelineSet)
        {
            SubmitAddressesOf(InputObject);
            return;
        }

        foreach (var input in Address ?? [null!])
        {
            SubmitAddressesOf(input);
        }
    }

    private protected override object? TargetOf(BoundText input) => input.InputObject;

    private void SubmitAddressesOf(object? input)
    {
        if (_binder!.TryFindOne(input, out var only))
        {
            Submit(only);
            return;
        }

        try
        {
            foreach (var address in _binder.Find(input))
            {
                Submit(address);
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, input);
        }
    }
}
