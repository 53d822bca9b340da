using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>A DNS cmdlet whose input are domains.</summary>
/// <typeparam name="TResult">What one domain gives.</typeparam>
public abstract class MailOpsDomainCmdlet<TResult> : MailOpsDnsCmdlet<BoundDomain, TResult>
{
    private const string DomainSet = "Domain";
    private const string PipelineSet = "Pipeline";

    private readonly PropertyBinder _binder = PropertyBinder.ForDomains();

    /// <summary>The domains, such as corp.example; also in national letters.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DomainSet)]
    [AllowEmptyString]
    public string[] Domain { get; set; } = [];

    /// <summary>What is piped: the name of a domain, or an object that has one in a property Domain or DomainName.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>Answer only true or false: whether the domain passed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PipelineSet)
        {
            SubmitDomainsOf(InputObject);
            return;
        }

        foreach (var domain in Domain)
        {
            SubmitDomainsOf(domain);
        }
    }

    private protected override object? TargetOf(BoundDomain input) => input.InputObject;

    private void SubmitDomainsOf(object? input)
    {
        try
        {
            foreach (var found in _binder.Find(input))
            {
                Submit(new BoundDomain(new DomainName(found.Text), found.InputObject));
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, input);
        }
    }
}
