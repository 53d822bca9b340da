using System;

namespace MailOps.Authentication.Dmarc;

/// <summary>When failure reports are asked for (RFC 9989 section 4.7, tag <c>fo</c>).</summary>
[Flags]
public enum DmarcFailureReporting
{
    /// <summary>Nothing is asked for.</summary>
    None = 0,

    /// <summary><c>0</c>, the default: when neither SPF nor DKIM gives an aligned pass.</summary>
    AllFail = 1,

    /// <summary><c>1</c>: when SPF or DKIM gives no aligned pass.</summary>
    AnyFails = 2,

    /// <summary><c>d</c>: when a DKIM signature fails, whatever its domain is (RFC 6651).</summary>
    DkimFails = 4,

    /// <summary><c>s</c>: when SPF fails, whatever its domain is (RFC 6652).</summary>
    SpfFails = 8,
}
