using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Makes or changes a named server profile, with its throttle, without ever storing a secret.</summary>
/// <remarks>
/// <para>The name is then given to -SmtpServer of Send-DelayedMail and Invoke-MailQueue. Queued mail keeps the name, so that a profile that is
/// corrected counts for it too. What is not named stays as it is.</para>
/// <para>The password is referred to: env:NAME (an environment variable of the account that runs the queue), file:PATH, or secret:Vault/Name (a vault of
/// SecretManagement, read through pwsh). With -DkimKey mail is signed at the moment it leaves.</para>
/// <para>Throttles are shared by all dispatchers of the store; docs/throttles.md explains them.</para>
/// </remarks>
/// <example>
/// <code>Set-MailServer relay -SmtpServer mail.corp.example -Port 587 -Security StartTls -UserName svc-mail -Credential secret:Ops/relay</code>
/// Makes a profile. Send-DelayedMail -SmtpServer relay goes through it.
/// </example>
/// <example>
/// <code>Set-MailServer m365 -SmtpServer smtp.office365.com -Port 587 -Security StartTls -UserName news@corp.example -Credential env:M365_PASSWORD -Preset ExchangeOnline</code>
/// Keeps the limits that Exchange Online publishes: 30 messages a minute, 10,000 recipients a day, 3 at once.
/// </example>
/// <example>
/// <code>Set-MailServer relay -SendWindow 08:00-18:00 -TimeZone Europe/Berlin -WarmUp 50 -MaxPerDay 20000</code>
/// Sends in working hours only, 50 recipients on the first day, 100 on the second, and so on.
/// </example>
/// <example>
/// <code>Set-MailServer relay -Resume</code>
/// Says that a server can be used again that was left alone after wrong credentials.
/// </example>
[Cmdlet(VerbsCommon.Set, "MailServer", SupportsShouldProcess = true, DefaultParameterSetName = "Set")]
[OutputType(typeof(OutboxSetting), typeof(MailServerProfile))]
public sealed class SetMailServerCommand : ThrottleCmdlet
{
    private const string ResumeSet = "Resume";

    /// <summary>The name: letters, digits, dots, hyphens and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MailServerNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The server: host, host:port, or smtp://user@host:587/?security=StartTls&amp;credential=env:NAME.</summary>
    [Parameter(Position = 1)]
    [Alias("ComputerName", "HostName")]
    [ValidateNotNullOrEmpty]
    public string? SmtpServer { get; set; }

    /// <summary>The port; 0 for the usual one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int? Port { get; set; }

    /// <summary>How the connection is protected. With a credential TLS is required unless it is None.</summary>
    [Parameter]
    public ConnectionSecurity? Security { get; set; }

    /// <summary>Who logs in; an empty text for nobody.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? UserName { get; set; }

    /// <summary>Where the password is: env:NAME, file:PATH or secret:Vault/Name; an empty text for nowhere.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Credential { get; set; }

    /// <summary>The key that mail is signed with when it leaves, as New-DkimKey names it: domain:selector:file; an empty text for none.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? DkimKey { get; set; }

    /// <summary>A rehearsal: all mail through this profile goes its real way into this mailbox; an empty text ends it.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? RedirectTo { get; set; }

    /// <summary>In a rehearsal: domains whose recipients get their mail all the same.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[]? AllowedDomain { get; set; }

    /// <summary>
    /// A file with the certificate of an authority of one's own, in PEM or DER, that is trusted for this server besides those of the system; an empty text for
    /// none. The account that runs the queue has to read it. Name and dates are checked as always.
    /// </summary>
    [Parameter]
    [AllowEmptyString]
    public string? TrustedRootPath { get; set; }

    /// <summary>Take any certificate: whoever stands between then reads and changes everything, passwords included.</summary>
    [Parameter]
    public SwitchParameter DangerousAcceptAnyCertificate { get; set; }

    /// <summary>Send the password in the clear where there is no TLS. Anyone on the way can read it.</summary>
    [Parameter]
    public SwitchParameter DangerousAllowCleartextAuthentication { get; set; }

    /// <summary>Use the server again at once that rests after a failure or wrong credentials; also for one without a profile.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ResumeSet)]
    public SwitchParameter Resume { get; set; }

    /// <summary>Write the profile as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var store = OpenStore(StoreAccess.ReadWrite);
            var servers = new MailServerProfiles(store.Servers);
            if (Resume)
            {
                Wake(servers);
                return;
            }

            var profile = Change(Await(new ValueTask<MailServerProfile>(servers.FindOrNewAsync(Name, StopToken))));
            var goes = ShouldProcess(profile.ToString(), "Set-MailServer");
            if (!goes && !IsWhatIf)
            {
                return;
            }

            var changed = Await(new ValueTask<bool>(servers.SetAsync(profile, !goes, StopToken)));
            WriteObject(PassThru
                ? Await(new ValueTask<MailServerProfile>(servers.FindOrNewAsync(Name, StopToken)))
                : Decision(profile, changed ? OutboxSettingAction.Set : OutboxSettingAction.None, changed));
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Name);
        }
    }

    private void Wake(MailServerProfiles servers)
    {
        if (!ShouldProcess(Name, "Set-MailServer -Resume") && !IsWhatIf)
        {
            return;
        }

        var changed = !IsWhatIf && Await(new ValueTask<bool>(servers.ResumeAsync(Name, StopToken)));
        WriteObject(new OutboxSetting
        {
            Kind = "server",
            Name = Name,
            Action = changed || IsWhatIf ? OutboxSettingAction.Resumed : OutboxSettingAction.None,
            Changed = changed,
            WhatIf = IsWhatIf,
        });
    }

    private OutboxSetting Decision(MailServerProfile profile, OutboxSettingAction action, bool changed) => new()
    {
        Kind = "server",
        Name = profile.Name,
        Action = IsWhatIf ? OutboxSettingAction.Set : action,
        Changed = changed,
        WhatIf = IsWhatIf,
        Reason = profile.Reference + (profile.Limits.Length == 0 ? "" : "; " + profile.Limits),
    };

    private MailServerProfile Change(MailServerProfile before)
    {
        var reference = SmtpServer is null ? before.Reference : MailServerReference.Parse(SmtpServer);
        return before with
        {
            Host = reference.Host,
            Port = Port is { } port ? (port == 0 ? null : port) : SmtpServer is null ? before.Port : reference.Port,
            Security = Security ?? reference.Security,
            UserName = UserName ?? (reference.UserName.Length > 0 ? reference.UserName : before.UserName),
            Credential = Credential ?? (reference.Secret.Length > 0 ? reference.Secret : before.Credential),
            DkimKey = DkimKey ?? before.DkimKey,
            RedirectTo = RedirectTo ?? before.RedirectTo,
            AllowedDomains = AllowedDomain is { } domains ? new TextList(domains)
                : RedirectTo is { Length: 0 } ? TextList.Empty
                : before.AllowedDomains,
            TrustedRootPath = TrustedRootPath is { Length: > 0 } file ? FullPath(file) : TrustedRootPath ?? before.TrustedRootPath,
            DangerousAcceptAnyCertificate = Given(nameof(DangerousAcceptAnyCertificate)) ? DangerousAcceptAnyCertificate : before.DangerousAcceptAnyCertificate,
            DangerousAllowCleartextAuthentication = Given(nameof(DangerousAllowCleartextAuthentication))
                ? DangerousAllowCleartextAuthentication
                : before.DangerousAllowCleartextAuthentication,
            Throttle = Limit(before.Throttle),
        };
    }

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
