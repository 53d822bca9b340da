namespace MailOps.Authentication.Dmarc;

/// <summary>The tag of a record that a policy was taken from (RFC 9989 section 4.10.1).</summary>
public enum DmarcPolicyTag
{
    /// <summary><c>p</c>: the record's general policy.</summary>
    Policy,

    /// <summary><c>sp</c>: the policy for existing subdomains.</summary>
    SubdomainPolicy,

    /// <summary><c>np</c>: the policy for subdomains that do not exist.</summary>
    NonexistentPolicy,
}
