using System.CommandLine;
using System.CommandLine.Parsing;
using MailOps.Net;
using MailOps.Session;

namespace MailOps.Cli.Commands;

/// <summary>Where mailboxes are and who logs in, for every command that opens some.</summary>
internal static class MailboxArguments
{
    private static readonly Option<string?> Server = new("--server") { Description = "The server of the mailboxes.", HelpName = "host" };

    private static readonly Option<int?> Port = new("--port") { Description = "Its port. Default: 993 (IMAP), 995 (POP3).", HelpName = "number" };

    private static readonly Option<ConnectionSecurity?> Security = new("--security")
    {
        Description = "implicitTls, startTls, or none, which sends the password in the clear. Default: implicitTls; startTls at 143 and 110.",
        HelpName = "kind",
    };

    private static readonly Option<string?> User = new("--user") { Description = "Who logs in.", HelpName = "name" };

    private static readonly Option<string?> Secret = new("--secret")
    {
        Description = "Where the password is: env:NAME, file:PATH or secret:Vault/Name.",
        HelpName = "reference",
    };

    private static readonly Option<string?> Token = new("--token")
    {
        Description = "Where an OAuth access token is: env:NAME, file:PATH or secret:Vault/Name.",
        HelpName = "reference",
    };

    private static readonly Option<string?> MasterSeparator = new("--master-separator")
    {
        Description = "What a master user writes between mailbox and own name, as Dovecot's *.",
        HelpName = "sign",
    };

    private static readonly Option<string?> Maildir = new("--maildir")
    {
        Description = "Maildirs on a disk instead of a server; %u stands for the mailbox, %n and %d for its parts before and behind the @.",
        HelpName = "folder",
    };

    private static readonly Option<string?> TrustedRoot = new("--trusted-root")
    {
        Description = "A file with the certificate of an authority of one's own (PEM or DER), trusted for this server besides those of the system.",
        HelpName = "file",
    };

    private static readonly Option<bool> AnyCertificate = new("--dangerous-accept-any-certificate")
    {
        Description = "Take any certificate of the server. Whoever stands between then reads everything, the password included.",
    };

    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { Server, Port, Security, User, Secret, Token, MasterSeparator, Maildir, TrustedRoot, AnyCertificate })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Wants mailboxes to be named.</summary>
    public static void Require(CommandResult result)
    {
        if ((result.GetValue(Server) is null) == (result.GetValue(Maildir) is null))
        {
            result.AddError("Give either --server or --maildir.");
        }

        RequireLogin(result);
    }

    /// <summary>Wants a log-in where a server is named.</summary>
    public static void RequireLogin(CommandResult result)
    {
        if (result.GetValue(Server) is not null && (result.GetValue(User) is null || (result.GetValue(Secret) is null) == (result.GetValue(Token) is null)))
        {
            result.AddError("A server needs --user, and --secret or --token.");
        }
    }

    /// <summary>The mailboxes; null when none are named.</summary>
    public static MailboxConnection? Connection(ParseResult parsed)
    {
        if (parsed.GetValue(Maildir) is { } path)
        {
            return new MailboxConnection { MaildirPath = System.IO.Path.GetFullPath(path) };
        }

        if (parsed.GetValue(Server) is not { } server)
        {
            return null;
        }

        var user = parsed.GetRequiredValue(User)!;
        return new MailboxConnection
        {
            Host = server,
            Port = parsed.GetValue(Port),
            Security = parsed.GetValue(Security),
            Credential = parsed.GetValue(Token) is { } token
                ? MailCredential.WithAccessToken(user, SecretReference.Resolve(token, SecretVault.ReadAsync))
                : MailCredential.WithPassword(user, SecretReference.Resolve(parsed.GetRequiredValue(Secret)!, SecretVault.ReadAsync)),
            MasterSeparator = parsed.GetValue(MasterSeparator),
            TrustedRootPath = parsed.GetValue(TrustedRoot) is { } root ? System.IO.Path.GetFullPath(root) : "",
            DangerousAcceptAnyCertificate = parsed.GetValue(AnyCertificate),
        };
    }

    /// <summary>The mailboxes as a recall remembers them.</summary>
    public static string Describe(ParseResult parsed, MailboxConnection connection) =>
        RecallServers.Describe(connection, parsed.GetValue(Token) ?? parsed.GetValue(Secret) ?? "");
}
