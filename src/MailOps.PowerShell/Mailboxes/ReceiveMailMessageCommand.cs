using System;
using System.Management.Automation;
using MailOps.Intake;
using MailOps.Net;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Reads the messages of a mailbox into the pipeline, over IMAP, POP3 or from a Maildir.</summary>
/// <remarks>
/// <para>Nothing of the mailbox changes: no message is marked as read. Each message comes as an object with its bytes (RawMessage), which
/// Get-BounceClassification, ConvertFrom-DmarcReport, ConvertFrom-TlsReport and Test-MailAuthentication take from the pipeline. Where it
/// lies (Mailbox, Folder, UidValidity, Uid) travels along in the InputObject of their results.</para>
/// <para>Complete-MailMessage at the end of the pipe says what becomes of messages that are done. What does not reach it, because of an
/// error or because the run was broken off, comes again with the next run.</para>
/// <para>With a master user or the token of an application, -Mailbox names whose mailbox is read. -Watch goes on until stopped and gives
/// new messages as they come; cmdlets that work at the end of their input, as Update-MailSuppression does, then stand inside of
/// ForEach-Object.</para>
/// </remarks>
/// <example>
/// <code>Receive-MailMessage -Server imap.corp.example -Credential (Get-Credential) | Get-BounceClassification | Update-MailSuppression -PassThru | Complete-MailMessage -MoveTo Done</code>
/// Reads a bounce mailbox, blocks lost addresses, and moves what is done to the folder Done.
/// </example>
/// <example>
/// <code>Receive-MailMessage -Path /var/vmail/corp.example/dmarc/Maildir | ConvertFrom-DmarcReport | Measure-DmarcReport</code>
/// Reads the reports of a mailbox on this server's disk; the mailbox stays as it is.
/// </example>
/// <example>
/// <code>Receive-MailMessage -Server outlook.office365.com -UserName bounces@corp.example -TokenScript { Get-MyToken } -First 100 | Format-Table ReceivedAt, From, Subject</code>
/// Lists the 100 oldest messages, with an access token that the script gives at each log-in.
/// </example>
/// <example>
/// <code>Receive-MailMessage -Server imap.corp.example -UserName bounces -Secret env:BOUNCE_PW -Watch | ForEach-Object { $_ | Get-BounceClassification | Update-MailSuppression -PassThru | Complete-MailMessage -MoveTo Done }</code>
/// Goes on until stopped and handles each bounce as it comes.
/// </example>
[Cmdlet(VerbsCommunications.Receive, "MailMessage", DefaultParameterSetName = ServerSet)]
[OutputType(typeof(ReceivedMail))]
public sealed class ReceiveMailMessageCommand : MailOpsCmdlet
{
    private const string ServerSet = "Server";
    private const string PathSet = "Path";

    private ProtocolTranscript? _transcript;

    /// <summary>The server.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string Server { get; set; } = "";

    /// <summary>Its port. Default: 993 (IMAP) or 995 (POP3), where TLS begins with the first byte.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>Imap or Pop3.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    public MailboxProtocol Protocol { get; set; }

    /// <summary>How the connection is protected. Default: ImplicitTls, and StartTls at the ports 143 and 110. None sends the password in the clear.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    public ConnectionSecurity Security { get; set; }

    /// <summary>Who logs in.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Who logs in, where the secret comes from -Secret or -TokenScript.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>Where the password is to be found: env:NAME, file:PATH or secret:Vault/Name. It is read at each log-in.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string? Secret { get; set; }

    /// <summary>Where an OAuth access token is to be found: env:NAME, file:PATH or secret:Vault/Name. It is read at each log-in.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string? TokenSecret { get; set; }

    /// <summary>A script that gives an OAuth access token; asked at a log-in when the last one is older than a minute.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNull]
    public ScriptBlock? TokenScript { get; set; }

    /// <summary>What a master user writes between mailbox and own name, as Dovecot's *. Default: the authorisation id of the log-in.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string? MasterSeparator { get; set; }

    /// <summary>How long the server may take for an answer.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// A file with the certificate of an authority of one's own, in PEM or DER, that is trusted for this server besides those of the system. Name and dates
    /// are checked as always.
    /// </summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string? TrustedRootPath { get; set; }

    /// <summary>Take any certificate of the server. Whoever stands between then reads everything, the password included.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    public SwitchParameter DangerousAcceptAnyCertificate { get; set; }

    /// <summary>A file that the conversation with the server is appended to; passwords and contents are left out.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    public string? TranscriptPath { get; set; }

    /// <summary>A Maildir on a disk. %u stands for -Mailbox, %n and %d for its parts before and behind the @.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Whose mailbox. Default: that of who logs in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Mailbox { get; set; }

    /// <summary>The full name of the folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Folder { get; set; } = "INBOX";

    /// <summary>How many messages at most, the oldest first.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Leave out messages with this flag, such as one that Complete-MailMessage -Flag has set: Seen, Answered, Flagged or a keyword.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ExceptFlag { get; set; } = [];

    /// <summary>How many bytes of a message are read.</summary>
    [Parameter]
    [ValidateRange(1024, 1 << 30)]
    public int MaxMessageSize { get; set; } = 32 << 20;

    /// <summary>
    /// A store that remembers, between runs, the UIDVALIDITY of the folder and which messages were being completed: where a run was killed in the middle,
    /// their completing is finished (INTAKE003) and they are not given again. A file, or a PostgreSQL connection string. Default: none.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>Go on until stopped, and give new messages as they come.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    private protected override MailOpsOptions SessionOptions => base.SessionOptions with { Store = StorePath.Resolve(Store, FullPath) };

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            _transcript = TranscriptPath is null ? null : ProtocolTranscript.Open(FullPath(TranscriptPath));
            var connection = Connection();
            var intake = new MailIntake(
                connection.CreateStore(),
                connection.Account,
                Mailbox ?? connection.Credential?.UserName ?? "",
                new MailIntakeOptions
                {
                    Folder = Folder,
                    First = First,
                    ExceptFlags = MailCompletionOptions.FlagsOf(ExceptFlag),
                    MaxMessageBytes = MaxMessageSize,
                    Watch = Watch,
                    Memory = Store is null ? null : Session.CreateIntakeMemory(),
                    Clock = Session.Clock,
                },
                finding => PostWarning(FindingLine.Of(finding)));
            WriteMessages(intake);
        }
        catch (MailOpsException e)
        {
            // Without the mailbox there is nothing to go on with.
            ThrowFailure(e, Path ?? Server);
        }
    }

    private protected override void Release()
    {
        _transcript?.Dispose();
        base.Release();
    }

    private void WriteMessages(MailIntake intake)
    {
        var messages = intake.ReadAsync(StopToken).GetAsyncEnumerator(StopToken);
        try
        {
            while (Await(messages.MoveNextAsync()))
            {
                WriteObject(messages.Current);
            }
        }
        finally
        {
            // After a stop the enumerator may be in the middle of a step, which ends by the token; it must not be waited for here.
            if (!StopToken.IsCancellationRequested)
            {
                Await(messages.DisposeAsync().AsTask());
            }
        }
    }

    private MailboxConnection Connection() => Path is not null
        ? new MailboxConnection { MaildirPath = FullPath(Path), Clock = Session.Clock }
        : new MailboxConnection
        {
            Host = Server,
            Port = Port == 0 ? null : Port,
            Protocol = Protocol,
            Security = MyInvocation?.BoundParameters.ContainsKey(nameof(Security)) == true ? Security : null,
            Credential = Login(),
            MasterSeparator = MasterSeparator,
            Timeout = Timeout,
            TrustedRootPath = TrustedRootPath is null ? "" : FullPath(TrustedRootPath),
            DangerousAcceptAnyCertificate = DangerousAcceptAnyCertificate,
            Transcript = _transcript,
            Clock = Session.Clock,
        };

    private MailCredential Login() => new MailboxLogin(OnPipelineAsync, Session.Clock)
    {
        Credential = Credential,
        UserName = UserName,
        Secret = Secret,
        TokenSecret = TokenSecret,
        TokenScript = TokenScript,
    }.Create(Mailbox);
}
