using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Tests.Servers;
using Xunit;

namespace MailOps.Tests.Imap;

/// <summary>Sessions with scripted servers.</summary>
internal static class ImapTesting
{
    /// <summary>What Dovecot offers, roughly.</summary>
    public const string Modern = "LITERAL+ NAMESPACE UIDPLUS MOVE ESEARCH IDLE";

    /// <summary>The script of a log-in, after which the server offers these.</summary>
    public static string Login(string capabilities) =>
        "S: * OK [CAPABILITY IMAP4rev1 SASL-IR] ready\n"
        + $"C: A1 LOGIN \"me\" \"secret\"\nS: A1 OK [CAPABILITY IMAP4rev1 {capabilities}] in\n";

    /// <summary>The script that opens INBOX with three messages.</summary>
    public static string Select(string tag = "A2", string command = "SELECT") =>
        $"C: {tag} {command} \"INBOX\"\nS: * FLAGS (\\Seen)\nS: * OK [PERMANENTFLAGS (\\Seen \\*)] x\nS: * 3 EXISTS\n"
        + $"S: * OK [UIDVALIDITY 77] x\nS: * OK [UIDNEXT 9] x\nS: {tag} OK [READ-{(command == "SELECT" ? "WRITE" : "ONLY")}] done\n";

    public static ImapOptions Options(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Security = ConnectionSecurity.None,
        DangerousAllowCleartextAuthentication = true,
        Credential = MailCredential.WithPassword("me", "secret"),
        Timeouts = ImapTimeouts.Uniform(TimeSpan.FromSeconds(30)),
    };

    public static Task<MailboxSession> OpenAsync(ScriptedServer server, Func<ImapOptions, ImapOptions>? change = null, string mailbox = "me") =>
        new ImapMailStore((change ?? (o => o))(Options(server.Port))).OpenAsync(mailbox, CancellationToken.None);

    public static async Task<OpenMailFolder> SelectAsync(ScriptedServer server, MailFolderAccess access = MailFolderAccess.Write) =>
        await (await OpenAsync(server)).OpenFolderAsync("INBOX", access, CancellationToken.None);

    public static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    public static async Task<MailOpsException> FailsAsync(Func<Task> work, string errorId)
    {
        var error = await Assert.ThrowsAnyAsync<MailOpsException>(work);
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
