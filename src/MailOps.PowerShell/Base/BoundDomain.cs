namespace MailOps.PowerShell;

/// <summary>A domain, with the object it was found in.</summary>
public readonly record struct BoundDomain
{
    internal BoundDomain(DomainName domain, object inputObject)
    {
        Domain = domain;
        InputObject = inputObject;
    }

    /// <summary>The domain.</summary>
    public DomainName Domain { get; }

    /// <summary>The object that the domain was found in, or its name as a text.</summary>
    public object InputObject { get; }
}
