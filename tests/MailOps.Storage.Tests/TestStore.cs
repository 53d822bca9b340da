using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Storage.Sqlite;

namespace MailOps.Tests;

/// <summary>A store in a folder of its own, which goes away with it.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly List<IMailOpsStore> _opened = [];

    private TestStore(string folder, MailClock clock)
    {
        Folder = folder;
        Clock = clock;
        Location = TestEngine.NewLocation(folder);
    }

    public string Folder { get; }

    public string FilePath => Path.Combine(Folder, "outbox.db");

    /// <summary>Where the store is: the file, or a schema of its own on the server that the tests have started.</summary>
    public string Location { get; }

    /// <summary>What this account has seen of the store, outside it.</summary>
    public string WitnessFolder => Path.Combine(Folder, "seen");

    public MailClock Clock { get; }

    public ManualClock ManualClock => (ManualClock)Clock;

    public IMailOpsStore Store => _opened[0];

    public IOutboxStore Outbox => Store.Outbox;

    public static TestStore Empty(MailClock? clock = null)
    {
        var folder = Path.Combine(Path.GetTempPath(), "mailops-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return new TestStore(folder, clock ?? new ManualClock());
    }

    public static async Task<TestStore> OpenAsync(MailClock? clock = null)
    {
        var store = Empty(clock);
        await store.OpenAnotherAsync();
        return store;
    }

    /// <summary>Opens the file once more, as another process would.</summary>
    public async Task<IMailOpsStore> OpenAnotherAsync(
        StoreAccess access = StoreAccess.ReadWrite, TimeSpan? busyTimeout = null, SqliteTuning? tuning = null)
    {
        var options = new StoreOptions { Clock = Clock, BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(30), WitnessFolder = WitnessFolder };
        var store = await TestEngine.Provider(tuning ?? SqliteTuning.Default)
            .OpenAsync(StoreLocation.Parse(Location), access, options, CancellationToken.None);
        lock (_opened)
        {
            _opened.Add(store);
        }

        return store;
    }

    public async Task CloseAllAsync()
    {
        foreach (var store in Enumerable.Reverse(_opened))
        {
            await store.DisposeAsync();
        }

        _opened.Clear();
    }

    public async Task<long> EnqueueAsync(NewMessage message) =>
        (await Outbox.EnqueueAsync([message], CancellationToken.None)).Single().Id;

    public async Task<DelayedMail> FindAsync(long id) => (await Outbox.FindAsync([id], CancellationToken.None)).Single();

    /// <summary>Waits for something that happens on other threads; how long it takes proves nothing.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; !condition(); i++)
        {
            Xunit.Assert.True(i < 60_000, "It did not happen within a minute.");
            await Task.Delay(1);
        }
    }

    /// <summary>What is kept agrees with what would be counted, and the file is sound.</summary>
    public async Task AssertSoundAsync() => Xunit.Assert.Empty(await Store.CheckAsync(CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        await CloseAllAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Messages for tests.</summary>
internal static class TestMessage
{
    private static int _count;

    public static NewMessage To(params string[] recipients) => Sized(200, recipients);

    public static NewMessage Sized(int size, params string[] recipients)
    {
        var number = Interlocked.Increment(ref _count);
        var text = $"From: news@corp.example\r\nSubject: Test {number}\r\nMessage-ID: <{number}@corp.example>\r\n\r\n";
        return new NewMessage
        {
            MessageId = $"{number}@corp.example",
            Sender = "news@corp.example",
            From = "news@corp.example",
            Subject = $"Test {number}",
            Content = Encoding.ASCII.GetBytes(text.PadRight(size, 'x')),
            Digest = new byte[32],
            Recipients = [.. recipients.Select(address => new NewRecipient { Address = address })],
            CreatedBy = "tester",
            UndoWindow = TimeSpan.FromMinutes(2),
        };
    }
}
