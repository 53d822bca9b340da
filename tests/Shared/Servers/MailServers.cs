using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MailOps.Tests.Servers;

/// <summary>
/// The real Postfix, Dovecot and aiosmtpd. Each starts when a test first asks for it, and all end with this object; the CA of a server is
/// <c>ca.pem</c> in its <see cref="RealServer.TlsFolder"/>.
/// </summary>
public sealed class MailServers : IDisposable
{
    private readonly object _gate = new();
    private readonly List<RealServer> _others = [];
    private RealServer? _dovecot;
    private RealServer? _postfix;
    private RealServer? _postfixWithDovecot;
    private RealServer? _aiosmtpd;

    /// <summary>
    /// Dovecot with alice and bob (password "secret"), and full (1 KB quota): IMAP at its port, IMAPS at the next one. Skips where absent.
    /// </summary>
    public RealServer Dovecot
    {
        get
        {
            lock (_gate)
            {
                ServerScripts.Require("Dovecot", "/usr/sbin/dovecot");
                return _dovecot ??= RealServer.Start(
                    "dovecot-up", new Dictionary<string, string> { ["USERS"] = "alice:secret bob:secret full:secret:1k" });
            }
        }
    }

    /// <summary>
    /// Postfix for example.test with Maildirs of alice and bob (no AUTH): exchanger with STARTTLS at its port, SMTPUTF8. Skips where absent.
    /// </summary>
    public RealServer Postfix
    {
        get
        {
            lock (_gate)
            {
                return _postfix ??= StartPostfix();
            }
        }
    }

    /// <summary>
    /// Postfix with <see cref="Dovecot"/> behind it, which keeps the mailboxes and checks log-ins: submission with STARTTLS at the second
    /// port, with implicit TLS at the third. Skips where either is absent.
    /// </summary>
    public RealServer PostfixWithDovecot
    {
        get
        {
            lock (_gate)
            {
                return _postfixWithDovecot ??= StartPostfix(dovecot: Dovecot);
            }
        }
    }

    /// <summary>aiosmtpd: faults on order, neither DSN nor PIPELINING; STARTTLS at its port, implicit TLS at the next one. Skips where absent.</summary>
    public RealServer Aiosmtpd
    {
        get
        {
            lock (_gate)
            {
                ServerScripts.Require("aiosmtpd", "/usr/lib/python3/dist-packages/aiosmtpd");
                return _aiosmtpd ??= RealServer.Start("aiosmtp-up");
            }
        }
    }

    /// <summary>One more Postfix with options of its own, such as <c>CERT=expired</c>; lives as long as this object.</summary>
    public RealServer StartPostfix(IReadOnlyDictionary<string, string>? environment = null, RealServer? dovecot = null)
    {
        ServerScripts.Require("Postfix", "/usr/lib/postfix/sbin/master");
        ServerScripts.RequireRoot("Postfix");
        var server = RealServer.Start("postfix-up", environment, dovecot is null ? [] : [dovecot.Folder]);
        lock (_gate)
        {
            _others.Add(server);
        }

        return server;
    }

    /// <summary>Waits until a mailbox holds this many new messages, and reads them.</summary>
    /// <param name="server">A Postfix without Dovecot, or a Dovecot.</param>
    /// <param name="mailbox">The mailbox, <c>user@domain</c>.</param>
    /// <param name="matching">Which messages count.</param>
    /// <param name="count">How many are waited for.</param>
    public static async Task<IReadOnlyList<byte[]>> ReadMaildirAsync(
        RealServer server, string mailbox, Func<byte[], bool> matching, int count = 1)
    {
        var box = server.PathOf("mail", mailbox);
        var folder = Path.Combine(Directory.Exists(Path.Combine(box, "Maildir")) ? Path.Combine(box, "Maildir") : box, "new");
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var found = Directory.Exists(folder)
                ? Directory.GetFiles(folder).Select(File.ReadAllBytes).Where(matching).ToList()
                : [];
            if (found.Count >= count)
            {
                return found;
            }

            if (watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                var log = server.PathOf("mail.log");
                throw new TimeoutException(
                    $"{found.Count} of {count} messages came to {mailbox}.\n" + (File.Exists(log) ? File.ReadAllText(log) : "no log"));
            }

            await Task.Delay(20);
        }
    }

    public void Dispose()
    {
        foreach (var server in _others.Concat([_aiosmtpd, _dovecot]).OfType<RealServer>())
        {
            server.Dispose();
        }
    }
}
