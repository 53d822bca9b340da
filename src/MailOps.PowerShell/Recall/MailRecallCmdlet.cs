using System.Management.Automation;
using MailOps.Imap;
using MailOps.Net;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that opens the mailboxes of a server with an admin's rights.</summary>
public abstract class MailRecallCmdlet : MailOpsStoreCmdlet
{
    /// <summary>The IMAP server of the mailboxes.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Server { get; set; } = "";

    /// <summary>Its port. Default: 993, or 143 without TLS from the first byte.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>How the connection is protected.</summary>
    [Parameter]
    public ConnectionSecurity Security { get; set; } = ConnectionSecurity.ImplicitTls;

    /// <summary>Who logs in for all mailboxes: a master user, who acts for each of them.</summary>
    [Parameter(Mandatory = true)]
    [Credential]
    public PSCredential Credential { get; set; } = null!;

    /// <summary>Where another process finds the password: env:NAME, file:PATH or secret:Vault/Name. Without it Invoke-MailQueue cannot go on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Secret { get; set; }

    /// <summary>What a master user writes between mailbox and own name, as Dovecot's *. Default: the authorisation id of the log-in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MasterSeparator { get; set; }

    /// <summary>Take any certificate of the server. Whoever stands between then reads everything, the password included.</summary>
    [Parameter]
    public SwitchParameter DangerousAcceptAnyCertificate { get; set; }

    /// <summary>How many mailboxes are worked on at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The server as the recall remembers it; without a secret.</summary>
    private protected string Reference { get; private set; } = "";

    private protected MailRecaller OpenRecaller(IMailOpsStore store)
    {
        var options = new ImapOptions
        {
            Host = Server,
            Port = Port > 0 ? Port : null,
            Security = Security,
            Credential = MailCredential.WithPassword(Credential.UserName, Credential.GetNetworkCredential().Password),
            MasterSeparator = MasterSeparator,
            DangerousAcceptAnyCertificate = DangerousAcceptAnyCertificate,

            // "None" is asked for in so many words.
            DangerousAllowCleartextAuthentication = Security == ConnectionSecurity.None,
            Clock = Session.Clock,
        };
        Reference = RecallServers.Describe(options, Secret ?? "");
        var outbox = new Outbox.MailOutbox(
            store.Outbox, store.Suppression,
            new Outbox.MailOutboxOptions { Clock = Session.Clock, StoreName = store.Location.Display, Actor = store.Account });
        return new MailRecaller(
            store.Recalls, new ImapMailStore(options), outbox,
            new MailRecallerOptions { Clock = Session.Clock, Actor = store.Account, ThrottleLimit = ThrottleLimit });
    }
}
