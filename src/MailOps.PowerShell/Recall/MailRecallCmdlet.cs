using System.Management.Automation;
using MailOps.Net;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that opens mailboxes with an admin's rights.</summary>
public abstract class MailRecallCmdlet : MailOpsStoreCmdlet
{
    // Who logs in with the token of an application acts for each mailbox under that mailbox's own name; this one is only shown.
    private const string Application = "application";

    /// <summary>The IMAP server of the mailboxes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Server { get; set; }

    /// <summary>Its port. Default: 993.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>How the connection is protected. Default: ImplicitTls, and StartTls at port 143. None sends the password in the clear.</summary>
    [Parameter]
    public ConnectionSecurity Security { get; set; }

    /// <summary>Who logs in for all mailboxes: a master user, who acts for each of them.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Who logs in, where the secret comes from -Secret, -TokenSecret or -TokenScript. An application's token needs none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>
    /// Where the password is: env:NAME, file:PATH or secret:Vault/Name. Other processes find it there too; without it Invoke-MailQueue cannot go on.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Secret { get; set; }

    /// <summary>Where an OAuth access token for all mailboxes is: env:NAME, file:PATH or secret:Vault/Name; in place of a password.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TokenSecret { get; set; }

    /// <summary>A script that gives an OAuth access token for all mailboxes; asked at a log-in when the last one is older than a minute.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? TokenScript { get; set; }

    /// <summary>What a master user writes between mailbox and own name, as Dovecot's *. Default: the authorisation id of the log-in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MasterSeparator { get; set; }

    /// <summary>
    /// Maildirs on a disk in place of a server. %u stands for the mailbox, %n and %d for its parts before and behind the @. Run it as the account
    /// that owns them, so that the server can read what is put back.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MaildirPath { get; set; }

    /// <summary>
    /// A file with the certificate of an authority of one's own, in PEM or DER, that is trusted for this server besides those of the system. Name and dates
    /// are checked as always.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TrustedRootPath { get; set; }

    /// <summary>Take any certificate of the server. Whoever stands between then reads everything, the password included.</summary>
    [Parameter]
    public SwitchParameter DangerousAcceptAnyCertificate { get; set; }

    /// <summary>How many mailboxes are worked on at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The mailboxes that the parameters name; null when they name none.</summary>
    private protected MailboxConnection? Connection() => MaildirPath is not null
        ? new MailboxConnection { MaildirPath = FullPath(MaildirPath), Clock = Session.Clock }
        : Server is null ? null : new MailboxConnection
        {
            Host = Server,
            Port = Port > 0 ? Port : null,
            Security = MyInvocation?.BoundParameters.ContainsKey(nameof(Security)) == true ? Security : null,
            Credential = Login(),
            MasterSeparator = MasterSeparator,
            TrustedRootPath = TrustedRootPath is null ? "" : FullPath(TrustedRootPath),
            DangerousAcceptAnyCertificate = DangerousAcceptAnyCertificate,
            Clock = Session.Clock,
        };

    /// <summary>The mailboxes as a recall remembers them, without a secret.</summary>
    private protected string Describe(MailboxConnection connection) => RecallServers.Describe(connection, TokenSecret ?? Secret ?? "");

    private protected MailRecaller OpenRecaller(IMailOpsStore store, MailboxConnection connection) =>
        RecallSetup.CreateRecaller(store, connection.CreateStore(), Session.Clock, ThrottleLimit);

    /// <summary>A recaller on the mailboxes that the parameters name, else on those that the recall remembers.</summary>
    private protected MailRecaller OpenRecaller(IMailOpsStore store, MailRecall recall)
    {
        if (Connection() is { } named)
        {
            return OpenRecaller(store, named);
        }

        var servers = new RecallServers { Vault = SecretVault.ReadAsync, Clock = Session.Clock };
        var known = Credential is null && UserName is null ? null : Login();
        return servers.Open(recall.Server, known) is { } mailboxes
            ? RecallSetup.CreateRecaller(store, mailboxes, Session.Clock, ThrottleLimit)
            : throw RecallErrors.NoMailboxes();
    }

    private MailCredential Login() => new MailboxLogin(OnPipelineAsync, Session.Clock)
    {
        Credential = Credential,
        UserName = UserName,
        Secret = Secret,
        TokenSecret = TokenSecret,
        TokenScript = TokenScript,
    }.Create(TokenScript is null && TokenSecret is null ? null : Application);
}
