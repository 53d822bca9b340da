using System.Collections.Generic;
using System.Management.Automation;
using MailOps.Net;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>The server that -SmtpServer, -Port, -UseSsl and -Credential name together.</summary>
internal static class MailTransports
{
    private const int ImplicitTlsPort = 465;

    /// <summary>The server by the old parameters, or by the text of a reference; null when none is named.</summary>
    /// <exception cref="MailOpsException">MailOps.Outbox.InvalidServer.</exception>
    public static MailServerReference? Server(string? name, int port, bool useSsl, PSCredential? credential)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var server = MailServerReference.Parse(name!);
        return server with
        {
            Port = port > 0 ? port : server.Port,
            Security = !useSsl ? server.Security
                : (port > 0 ? port : server.Port) == ImplicitTlsPort ? ConnectionSecurity.ImplicitTls
                : ConnectionSecurity.StartTls,
            UserName = credential?.UserName ?? server.UserName,
        };
    }

    /// <summary>The ways out of this process: by the server of each mail, else by the one named; a credential stays in memory.</summary>
    public static SmtpTransportSource Source(
        MailServerReference? server, PSCredential? credential, MailClock clock, ProtocolTranscript? transcript, MailRehearsal? rehearsal)
    {
        var known = new Dictionary<string, MailCredential>();
        if (server is not null && credential is not null)
        {
            known[server.ToString()] = MailCredential.WithPassword(credential.UserName, credential.GetNetworkCredential().Password);
        }

        return new SmtpTransportSource(new SmtpTransportSourceOptions
        {
            Default = server?.ToOptions(known.TryGetValue(server.ToString(), out var secret) ? secret : null),
            Credentials = known,
            Transcript = transcript,
            Rehearsal = rehearsal,
            Clock = clock,
        });
    }
}
