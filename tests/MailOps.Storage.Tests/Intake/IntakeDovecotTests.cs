using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Imap;
using MailOps.Intake;
using MailOps.Mailboxes;
using MailOps.Net;
using MailOps.Tests.Servers;
using Xunit;
using Xunit.Abstractions;

namespace MailOps.Tests.Intake;

/// <summary>
/// A completion that is broken off at every single line of its conversation with a real Dovecot, which is told to offer as much as older servers.
/// </summary>
[Trait("Category", "Servers")]
public sealed class IntakeDovecotTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const string Anna = "anna@example.test";
    private const string Base = "IMAP4rev1 SASL-IR LITERAL+ ENABLE IDLE NAMESPACE";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Ids = ["m0@x", "m1@x", "m2@x"];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "intake-" + Guid.NewGuid().ToString("N"));
    private RealServer? _server;
    private CuttingProxy? _proxy;
    private MailboxSession? _session;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await (_session?.DisposeAsync() ?? default);

    public void Dispose()
    {
        _proxy?.Dispose();
        _server?.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [SkippableTheory]
    [InlineData(Base + " UIDPLUS MOVE", true)]
    [InlineData(Base + " UIDPLUS", true)]
    [InlineData(Base, true)]
    [InlineData(Base, false)]
    public async Task A_move_that_is_broken_off_anywhere_is_finished_and_leaves_each_message_once(string capabilities, bool remembers)
    {
        await StartAsync(capabilities);
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var memory = remembers ? test.Store.Intake : null;
        List<string> cuts = [];

        // Before the fourth line it logs in and makes the folder.
        for (var step = 4; ; step++)
        {
            foreach (var serverHasIt in new[] { false, true })
            {
                var (source, target) = ($"In{step}{serverHasIt}", $"Done{step}{serverHasIt}");
                await FillAsync(source, target);
                var completion = new MailCompletion(new MailCompletionOptions { Action = MailCompletionAction.Move, Target = target });
                (await ReadAsync(source, memory, [])).ForEach(mail => completion.Add(mail));
                _proxy!.Arm(step, serverHasIt);
                await completion.RunAsync(whatIf: false, None);
                _proxy.Disarm();
                if (_proxy.CutAt is null)
                {
                    output.WriteLine("cut at " + string.Join("; ", cuts));
                    Assert.Contains(cuts, line => line.Contains(capabilities.Contains("MOVE") ? "UID MOVE" : "UID COPY", StringComparison.Ordinal));
                    return;
                }

                cuts.Add(_proxy.CutAt);

                // Given again is only what the mailbox shows no trace of.
                var copied = (await ListAsync(target)).Count;
                List<Finding> findings = [];
                var again = await ReadAsync(source, memory, findings);
                Assert.True(again.Count == 0 || !remembers || (copied == 0 && again.Count == 3), $"{again.Count} again after {_proxy.CutAt}");
                Assert.True(findings.TrueForAll(f => f.Id == "INTAKE003"), string.Join("; ", findings));
                again.ForEach(mail => completion.Add(mail));
                Assert.All(await completion.RunAsync(whatIf: false, None), decision => Assert.True(decision.Changed, decision.Reason));

                Assert.Equal(Ids, await ListAsync(target));
                Assert.Empty(await ListAsync(source));
                Assert.Empty(await ReadAsync(source, memory, findings));
            }
        }
    }

    [SkippableFact]
    public async Task A_broken_off_completion_is_known_again_when_the_folder_was_rebuilt()
    {
        await StartAsync(Base + " UIDPLUS MOVE");
        await using var test = await TestStore.OpenAsync(MailClock.System);
        var folder = "";
        for (var step = 4; _proxy!.CutAt?.Contains("UID MOVE") != true; step++)
        {
            folder = "In" + step;
            await FillAsync(folder, "Done" + step);
            var completion = new MailCompletion(new MailCompletionOptions { Action = MailCompletionAction.Move, Target = "Done" + step });
            (await ReadAsync(folder, test.Store.Intake, [])).Take(2).ToList().ForEach(mail => completion.Add(mail));
            _proxy.Arm(step, serverHasIt: false);
            await completion.RunAsync(whatIf: false, None);
            _proxy.Disarm();
        }

        var doveadm = ServerScripts.Run(
            "/usr/bin/doveadm", ["-c", _server!.PathOf("dovecot.conf"), "mailbox", "update", "-u", Anna, "--uid-validity", "4711", folder]);
        Assert.Equal((0, ""), (doveadm.ExitCode, doveadm.Error));
        List<Finding> findings = [];
        Assert.Equal(["m2@x"], (await ReadAsync(folder, test.Store.Intake, findings)).Select(mail => mail.MessageId));
        Assert.Equal(["INTAKE002", "INTAKE003"], findings.Select(f => f.Id));
        Assert.Equal(["m0@x", "m1@x"], await ListAsync(folder.Replace("In", "Done")));
        Assert.Equal(["m2@x"], await ListAsync(folder));
    }

    private async Task<List<ReceivedMail>> ReadAsync(string folder, IIntakeStore? memory, List<Finding> findings)
    {
        var options = new MailIntakeOptions { Folder = folder, Memory = memory };
        List<ReceivedMail> mails = [];
        await foreach (var mail in new MailIntake(Open(_proxy!.Port), "imap://test", Anna, options, findings.Add).ReadAsync(None))
        {
            mails.Add(mail);
        }

        return mails;
    }

    // What is marked as deleted counts as gone; a server without UIDPLUS may hold it until somebody expunges.
    private async Task<List<string>> ListAsync(string folder)
    {
        List<string> ids = [];
        var open = await _session!.OpenFolderAsync(folder, MailFolderAccess.Read, None);
        var uids = await open.SearchAsync(new MailSearch { Lacks = MailFlagSet.Of(MailFlags.Deleted) }, None);
        await foreach (var item in open.FetchAsync(uids, new MailFetch { HeaderFields = new TextList(["Message-ID"]) }, None))
        {
            ids.Add(Encoding.ASCII.GetString(item.Header.ToArray()).Split('<', '>')[1]);
        }

        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    private async Task FillAsync(string source, string target)
    {
        await _session!.CreateFolderAsync(source, None);
        await _session.CreateFolderAsync(target, None);
        var at = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        foreach (var id in Ids)
        {
            // The same date and size for all: only the octets tell them apart.
            await _session.AppendAsync(source, Encoding.ASCII.GetBytes($"From: a@b\r\nMessage-ID: <{id}>\r\n\r\nbody\r\n"), MailFlagSet.None, at, None);
        }
    }

    private static ImapMailStore Open(int port) => new(new ImapOptions
    {
        Host = "127.0.0.1",
        Port = port,
        Security = ConnectionSecurity.None,
        DangerousAllowCleartextAuthentication = true,
        Credential = MailCredential.WithPassword(Anna, "secret"),
        Mechanism = SaslMechanism.Plain,
    });

    private async Task StartAsync(string capabilities)
    {
        ServerScripts.Require("Dovecot", "/usr/sbin/dovecot");
        Directory.CreateDirectory(_folder);
        var extra = Path.Combine(_folder, "extra.conf");
        File.WriteAllText(extra, "protocol imap {\n  imap_capability = " + capabilities + "\n}\n");
        _server = RealServer.Start(
            "dovecot-up", new Dictionary<string, string> { ["USERS"] = "anna:secret", ["EXTRA"] = extra, ["PLAINTEXT"] = "yes" });
        _proxy = new CuttingProxy(_server.Port);
        _session = await Open(_server.Port).OpenAsync(Anna, None);
    }
}
