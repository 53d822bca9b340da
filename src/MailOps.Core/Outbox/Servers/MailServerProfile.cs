using System;
using MailOps.Json;
using MailOps.Net;

namespace MailOps.Outbox;

/// <summary>
/// A server under a name, for <c>-SmtpServer NAME</c>: where it is, how the connection is protected, as whom, and where secrets and keys are to be
/// found, never the secrets themselves. Mail that is queued keeps the name, so that a profile that is corrected counts for it too.
/// </summary>
public sealed record MailServerProfile : IJsonResult
{
    /// <summary>The name, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The port; null for the usual one.</summary>
    public int? Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public ConnectionSecurity Security { get; init; }

    /// <summary>Who logs in; empty for nobody.</summary>
    public string UserName { get; init; } = "";

    /// <summary>Where the password is: <c>secret:Vault/Name</c>, <c>env:NAME</c> or <c>file:PATH</c>; empty where there is none.</summary>
    public string Credential { get; init; } = "";

    /// <summary>The key that mail is signed with when it leaves, <c>domain:selector:file</c>; empty for none.</summary>
    public string DkimKey { get; init; } = "";

    /// <summary>A rehearsal: the mailbox that gets all mail sent through this profile; empty: mail goes to its recipients.</summary>
    public string RedirectTo { get; init; } = "";

    /// <summary>In a rehearsal: domains whose recipients get their mail all the same.</summary>
    public TextList AllowedDomains { get; init; } = TextList.Empty;

    /// <summary>
    /// A file with certificates of authorities of one's own, PEM or DER, that are trusted for this server besides those of the system; empty for none. It is
    /// read when the queue connects.
    /// </summary>
    public string TrustedRootPath { get; init; } = "";

    /// <summary>Takes any certificate: whoever stands between then reads and changes everything.</summary>
    public bool DangerousAcceptAnyCertificate { get; init; }

    /// <summary>Sends the password in the clear where there is no TLS.</summary>
    public bool DangerousAllowCleartextAuthentication { get; init; }

    /// <summary>How fast mail may go through it.</summary>
    public MailThrottle Throttle { get; init; } = new() { Scope = ThrottleScope.Server, Name = "" };

    /// <summary>The limits on one line, empty when there is none.</summary>
    public string Limits => Throttle.Limits;

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime UpdatedAt { get; init; }

    /// <summary>The account that changed it.</summary>
    public string UpdatedBy { get; init; } = "";

    /// <summary>How much of its mail is queued.</summary>
    public long Queued { get; init; }

    /// <summary>Until when it rests after a failure, UTC; null when it does not.</summary>
    public DateTime? RestsUntil { get; init; }

    /// <summary>Why a person is needed, such as wrong credentials; empty when none is.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Host and port, as in a log.</summary>
    public string Address => Port is { } port ? Host + ":" + port.ToString(System.Globalization.CultureInfo.InvariantCulture) : Host;

    /// <summary>Name and address on one line.</summary>
    public override string ToString() => Name + ": " + Reference;

    /// <summary>The same without the rehearsal, the key and the throttles: how to connect.</summary>
    public MailServerReference Reference => new() { Host = Host, Port = Port, Security = Security, UserName = UserName, Secret = Credential };

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("name", Name);
        writer.WriteMember("host", Host);
        MailOpsJson.WriteMember(writer, "port", Port);
        writer.WriteMember("security", MailOpsJson.Name(Security));
        writer.WriteMember("userName", UserName);
        writer.WriteMember("credential", Credential);
        writer.WriteMember("dkimKey", DkimKey);
        writer.WriteMember("redirectTo", RedirectTo);
        MailOpsJson.WriteMember(writer, "allowedDomains", AllowedDomains);
        writer.WriteMember("trustedRootPath", TrustedRootPath);
        writer.WriteMember("dangerousAcceptAnyCertificate", DangerousAcceptAnyCertificate);
        writer.WriteMember("dangerousAllowCleartextAuthentication", DangerousAllowCleartextAuthentication);
        Throttle.WriteLimits(writer);
        MailOpsJson.WriteMember(writer, "updatedAt", UpdatedAt);
        writer.WriteMember("updatedBy", UpdatedBy);
        writer.WriteMember("queued", Queued);
        MailOpsJson.WriteMember(writer, "restsUntil", RestsUntil);
        writer.WriteMember("fault", Fault);
        writer.WriteEndObject();
    }
}
