using System.Collections.Generic;

namespace MailOps.Smtp;

/// <summary>
/// Who a message comes from and goes to, as SMTP sees it (RFC 5321 section 2.3.1): not the header fields, which may name others.
/// Whether SMTPUTF8, 8BITMIME or a SIZE have to be asked for is no part of it: the transport reads that off the message itself
/// (<see cref="SmtpMessageTraits"/>).
/// </summary>
public sealed record MailEnvelope
{
    /// <summary>The reverse-path without angle brackets; empty for the null reverse-path of bounces and notices (RFC 5321 section 4.5.5).</summary>
    public required string Sender { get; init; }

    /// <summary>The recipients, at least one.</summary>
    public required IReadOnlyList<EnvelopeRecipient> Recipients { get; init; }

    /// <summary>
    /// The id that notifications about this message carry back, 1 to 100 printable ASCII characters (ENVID, RFC 3461 section 4.4); null for
    /// none.
    /// </summary>
    public string? EnvelopeId { get; init; }

    /// <summary>What a notification of failure returns of the message (RET, RFC 3461 section 4.3); null leaves it to the servers.</summary>
    public DsnReturn? Return { get; init; }
}

/// <summary>One recipient of an envelope and which notifications about it are wanted.</summary>
public sealed record EnvelopeRecipient
{
    /// <summary>The forward-path without angle brackets.</summary>
    public required string Address { get; init; }

    /// <summary>Which notifications are wanted (NOTIFY, RFC 3461 section 4.1); null leaves it to the servers, which then report failures.</summary>
    public DsnNotify? Notify { get; init; }

    /// <summary>
    /// The address the sender first wrote, which notifications carry back (ORCPT, RFC 3461 section 4.2), without its type: a plain
    /// address. Null for none.
    /// </summary>
    public string? OriginalRecipient { get; init; }

    /// <summary>The address.</summary>
    public override string ToString() => Address;
}
