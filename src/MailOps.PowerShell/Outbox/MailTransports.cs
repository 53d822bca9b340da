using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>The server that -SmtpServer, -Port, -UseSsl and -Credential name together.</summary>
internal static class MailTransports
{
    private const int ImplicitTlsPort = 465;

    /// <summary>The server by the old parameters: a profile of the store, or the text of a reference; null when none is named.</summary>
    /// <exception cref="MailOpsException">MailOps.Outbox.InvalidServer, InvalidProfile; MailOps.Store.*.</exception>
    public static async Task<MailServerChoice?> FindAsync(
        IMailOpsStore store, string? name, int port, bool useSsl, PSCredential? credential, CancellationToken cancellationToken)
    {
        var choice = await MailServerChoice.FindAsync(store.Servers, name, cancellationToken).ConfigureAwait(false);
        if (choice is null || choice.Profile is not null)
        {
            return choice?.Profile is { } profile && (port > 0 || useSsl) ? throw OutboxErrors.ProfileFixed(profile.Name) : choice;
        }

        var server = Server(choice.Reference, port, useSsl, credential);
        return new MailServerChoice { Text = server.ToString(), Reference = server };
    }

    /// <summary>The server with what the old parameters say about it.</summary>
    public static MailServerReference Server(MailServerReference server, int port, bool useSsl, PSCredential? credential) => server with
    {
        Port = port > 0 ? port : server.Port,
        Security = !useSsl ? server.Security
            : (port > 0 ? port : server.Port) == ImplicitTlsPort ? ConnectionSecurity.ImplicitTls
            : ConnectionSecurity.StartTls,
        UserName = credential?.UserName ?? server.UserName,
    };

    /// <summary>The ways out of this process: by the server of each mail, else by the one named; a credential stays in memory.</summary>
    public static SmtpTransportSource Source(
        MailServerChoice? server, PSCredential? credential, MailClock clock, ProtocolTranscript? transcript, MailRehearsal? rehearsal, int connections)
    {
        var known = new Dictionary<string, MailCredential>();
        if (server is not null && credential is not null)
        {
            known[server.Text] = MailCredential.WithPassword(credential.UserName, credential.GetNetworkCredential().Password);
        }

        var source = new SmtpTransportSource(new SmtpTransportSourceOptions
        {
            DefaultServer = server?.Text ?? "",
            Credentials = known,
            Vault = SecretVault.ReadAsync,
            MaxConnections = connections,
            Transcript = transcript,
            Rehearsal = rehearsal,
            Clock = clock,
        });
        if (server?.Profile is { } profile)
        {
            source.Use([profile]);
        }

        return source;
    }
}
