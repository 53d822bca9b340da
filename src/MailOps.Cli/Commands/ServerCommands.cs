using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary><c>mailops server set|list|remove|resume</c>: named server profiles, without secrets.</summary>
internal static class ServerCommands
{
    private static readonly Argument<string> Name = new("name") { Description = "The name: letters, digits, dots, hyphens and underscores." };

    private static readonly Argument<string[]> Names = new("name") { Description = "Only profiles of these names; * and ? are wildcards.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<string?> Host = new("--server")
    {
        Description = "The server: host[:port], or smtp://user@host:587/?security=StartTls&credential=env:NAME.",
        HelpName = "server",
    };

    private static readonly Option<ConnectionSecurity?> Security = new("--security")
    {
        Description = "How the connection is protected: startTlsWhenAvailable, startTls, implicitTls, none.",
        HelpName = "mode",
    };

    private static readonly Option<string?> User = new("--user") { Description = "Who logs in; '' for nobody.", HelpName = "name" };

    private static readonly Option<string?> Credential = new("--credential")
    {
        Description = "Where the password is: env:NAME, file:PATH or secret:Vault/Name; never the password itself.",
        HelpName = "reference",
    };

    private static readonly Option<string?> DkimKey = new("--dkim-key") { Description = "The key to sign with: domain:selector:file; '' for none.", HelpName = "reference" };

    private static readonly Option<string?> RedirectTo = new("--redirect-to")
    {
        Description = "A rehearsal: all mail through this profile goes into this mailbox; '' ends it.",
        HelpName = "address",
    };

    private static readonly Option<string?> TrustedRoot = new("--trusted-root")
    {
        Description = "A file with the certificate of an authority of one's own (PEM or DER), trusted for this server besides those of the system; '' for none.",
        HelpName = "file",
    };

    private static readonly Column<MailServerProfile>[] Columns =
    [
        new("Name", p => p.Name),
        new("Server", p => p.Address),
        new("Security", p => p.Security.ToString()),
        new("User", p => p.UserName),
        new("Limits", p => p.Limits),
        new("Queued", p => p.Queued.ToString(CultureInfo.InvariantCulture)),
        new("Fault", p => p.Fault),
    ];

    public static Command Build()
    {
        var set = new Command("set", "Make or change a profile; what is not named stays as it is.")
        {
            Name, Host, Security, User, Credential, DkimKey, TrustedRoot, RedirectTo, OutboxCommands.AllowedDomain, OutboxCommands.WhatIf,
            CommonOptions.Json, CommonOptions.Store,
        };
        foreach (var option in ThrottleOptions.All)
        {
            set.Options.Add(option);
        }

        set.SetAction(SetAsync);
        var list = new Command("list", "List the profiles, with their throttles and what waits for them.") { Names, CommonOptions.Json, CommonOptions.Store };
        list.SetAction(ListAsync);
        var remove = new Command("remove", "Remove a profile; mail that names it waits.") { Name, OutboxCommands.WhatIf, CommonOptions.Json, CommonOptions.Store };
        remove.SetAction(RemoveAsync);
        var resume = new Command("resume", "Use a server again at once that was left alone after a failure or wrong credentials.")
        {
            Name, CommonOptions.Json, CommonOptions.Store,
        };
        resume.SetAction(ResumeAsync);
        return new Command("server", "Named server profiles, without secrets.") { set, list, remove, resume };
    }

    private static async Task<int> SetAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        var store = await session.OpenStoreAsync(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var servers = new MailServerProfiles(store.Servers);
        var profile = Change(parsed, await servers.FindOrNewAsync(parsed.GetRequiredValue(Name), cancellationToken).ConfigureAwait(false));
        var changed = await servers.SetAsync(profile, whatIf, cancellationToken).ConfigureAwait(false);
        return SettingOutput.Write(parsed, new OutboxSetting
        {
            Kind = "server",
            Name = profile.Name,
            Action = changed || whatIf ? OutboxSettingAction.Set : OutboxSettingAction.None,
            Changed = changed,
            WhatIf = whatIf,
            Reason = profile.Reference + (profile.Limits.Length == 0 ? "" : "; " + profile.Limits),
        });
    }

    private static MailServerProfile Change(ParseResult parsed, MailServerProfile before)
    {
        var host = parsed.GetValue(Host);
        var reference = host is null ? before.Reference : MailServerReference.Parse(host);
        var redirectTo = parsed.GetValue(RedirectTo);
        var domains = parsed.GetValue(OutboxCommands.AllowedDomain) ?? [];
        return before with
        {
            Host = reference.Host,
            Port = reference.Port,
            Security = parsed.GetValue(Security) ?? reference.Security,
            UserName = parsed.GetValue(User) ?? (reference.UserName.Length > 0 ? reference.UserName : before.UserName),
            Credential = parsed.GetValue(Credential) ?? (reference.Secret.Length > 0 ? reference.Secret : before.Credential),
            DkimKey = parsed.GetValue(DkimKey) ?? before.DkimKey,
            TrustedRootPath = parsed.GetValue(TrustedRoot) is { Length: > 0 } file ? Path.GetFullPath(file) : parsed.GetValue(TrustedRoot) ?? before.TrustedRootPath,
            RedirectTo = redirectTo ?? before.RedirectTo,
            AllowedDomains = domains.Length > 0 ? new TextList(domains) : redirectTo is { Length: 0 } ? TextList.Empty : before.AllowedDomains,
            Throttle = ThrottleOptions.Apply(parsed, before.Throttle),
        };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var store = await session.OpenStoreAsync(StoreAccess.ReadOnly, cancellationToken).ConfigureAwait(false);
        var profiles = await new MailServerProfiles(store.Servers).ListAsync(parsed.GetValue(Names) ?? [], cancellationToken).ConfigureAwait(false);
        using var output = new ResultWriter<MailServerProfile>(parsed.GetValue(CommonOptions.Json), Columns);
        foreach (var profile in profiles)
        {
            output.Write(profile);
        }

        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var whatIf = parsed.GetValue(OutboxCommands.WhatIf);
        var store = await session.OpenStoreAsync(whatIf ? StoreAccess.Preview : StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var name = parsed.GetRequiredValue(Name);
        var changed = !whatIf && await new MailServerProfiles(store.Servers).RemoveAsync(name, cancellationToken).ConfigureAwait(false);
        return SettingOutput.Write(parsed, new OutboxSetting
        {
            Kind = "server", Name = name, Action = changed || whatIf ? OutboxSettingAction.Removed : OutboxSettingAction.None, Changed = changed, WhatIf = whatIf,
        });
    }

    private static async Task<int> ResumeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = CliSession.Open(parsed);
        var store = await session.OpenStoreAsync(StoreAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var name = parsed.GetRequiredValue(Name);
        var changed = await new MailServerProfiles(store.Servers).ResumeAsync(name, cancellationToken).ConfigureAwait(false);
        return SettingOutput.Write(parsed, new OutboxSetting
        {
            Kind = "server", Name = name, Action = changed ? OutboxSettingAction.Resumed : OutboxSettingAction.None, Changed = changed,
        });
    }
}
