using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Storage;
using MailOps.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MailOps.Tests;

public sealed class StoreFaultTests
{
    [Fact]
    public async Task The_name_of_an_owner_cannot_lead_out_of_the_folder()
    {
        await using var test = await TestStore.OpenAsync();
        Assert.Equal("MailOps.Store.Corrupt", Assert.Throws<MailOpsException>(() => OwnerFile.IsDead(test.FilePath, "../../etc/passwd")).ErrorId);
    }

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        await using var test = TestStore.Empty();
        var bytes = Enumerable.Range(0, 5000).Select(i => (byte)(i * 7)).ToArray();
        File.WriteAllBytes(test.FilePath, bytes);
        await ExpectAsync("MailOps.Store.NotAStore", () => test.OpenAnotherAsync());
        await ExpectAsync("MailOps.Store.NotAStore", () => test.OpenAnotherAsync(StoreAccess.ReadOnly));
        Assert.Equal(bytes, File.ReadAllBytes(test.FilePath));
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_as_it_is()
    {
        await using var test = TestStore.Empty();
        Run(test.FilePath, "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('x');");
        var bytes = File.ReadAllBytes(test.FilePath);
        await ExpectAsync("MailOps.Store.NotAStore", () => test.OpenAnotherAsync());
        Assert.Equal(bytes, File.ReadAllBytes(test.FilePath));
    }

    [Fact]
    public async Task A_store_of_a_later_program_is_refused()
    {
        await using var test = await TestStore.OpenAsync();
        await test.CloseAllAsync();
        Run(test.FilePath, "PRAGMA user_version = 999");
        await ExpectAsync("MailOps.Store.NewerVersion", () => test.OpenAnotherAsync());
        await ExpectAsync("MailOps.Store.NewerVersion", () => test.OpenAnotherAsync(StoreAccess.ReadOnly));
    }

    [Fact]
    public async Task A_damaged_file_is_an_error_that_names_it_and_what_can_be_read_is_still_read()
    {
        await using var test = await TestStore.OpenAsync();
        await test.Outbox.EnqueueAsync([.. Enumerable.Range(0, 300).Select(i => TestMessage.Sized(5000, $"u{i}@x.example"))], None);
        await test.CloseAllAsync();

        // Every page behind the schema is overwritten.
        using (var file = new FileStream(test.FilePath, FileMode.Open))
        {
            var garbage = Enumerable.Repeat((byte)0xA5, 8192).ToArray();
            for (var page = 60; page < file.Length / 8192; page++)
            {
                file.Position = page * 8192L;
                file.Write(garbage, 0, garbage.Length);
            }
        }

        var store = await test.OpenAnotherAsync();
        var error = await Assert.ThrowsAsync<MailOpsException>(async () =>
        {
            for (long? next = null, first = 1; first == 1 || next is not null; first = 0)
            {
                next = (await store.Outbox.ListAsync(new OutboxFilter(), next, 50, None)).Next;
            }
        });
        Assert.Equal("MailOps.Store.Corrupt", error.ErrorId);
        Assert.Contains(test.FilePath, error.Message);
        Assert.NotEmpty(await store.CheckAsync(None));
    }

    [Fact]
    public async Task A_database_that_another_process_keeps_locked_is_an_error_in_the_time_given()
    {
        await using var test = await TestStore.OpenAsync();
        var patient = await test.OpenAnotherAsync(busyTimeout: TimeSpan.FromMilliseconds(200));
        using var other = Open(test.FilePath);
        Execute(other, "BEGIN IMMEDIATE");

        // All that wait at the same time wait their time once, not one after the other.
        var tries = Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<MailOpsException>(
            () => patient.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None)));
        foreach (var error in await Task.WhenAll(tries))
        {
            Assert.Equal(("MailOps.Store.Busy", MailOpsErrorKind.Unavailable), (error.ErrorId, error.Kind));
        }

        // Reading goes on meanwhile, and so does writing once the lock is gone.
        Assert.Equal(0, (await patient.Outbox.CountAsync(None))[DeliveryState.Queued]);
        Execute(other, "ROLLBACK");
        await patient.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None);
        Assert.Equal(1, (await patient.Outbox.CountAsync(None))[DeliveryState.Queued]);
    }

    [Fact]
    public async Task Giving_up_the_wait_for_a_locked_database_ends_it_at_once()
    {
        await using var test = await TestStore.OpenAsync();
        using var other = Open(test.FilePath);
        Execute(other, "BEGIN IMMEDIATE");
        using var patience = new CancellationTokenSource();
        var first = test.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None);
        var second = test.Outbox.EnqueueAsync([TestMessage.To("b@x.example")], patience.Token);
        patience.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Execute(other, "ROLLBACK");
        await first;
        Assert.Equal(1, (await test.Outbox.CountAsync(None))[DeliveryState.Queued]);
    }

    [Fact]
    public async Task A_store_opened_for_reading_cannot_be_written()
    {
        await using var test = await TestStore.OpenAsync();
        var id = await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await test.CloseAllAsync();
        var store = await test.OpenAnotherAsync(StoreAccess.ReadOnly);
        Assert.Equal(id, (await store.Outbox.FindAsync([id], None)).Single().Id);
        await ExpectAsync("MailOps.Store.ReadOnly", () => store.Outbox.EnqueueAsync([TestMessage.To("b@x.example")], None));
        await ExpectAsync("MailOps.Store.ReadOnly", () => store.Outbox.SignOnAsync(None));
        var change = new OutboxChange { Kind = OutboxChangeKind.Cancel, Ids = [id] };
        Assert.Equal(DeliveryState.Cancelled, (await store.Outbox.ChangeAsync(change, preview: true, None)).Single().After);
        Assert.Equal(DeliveryState.Queued, (await store.Outbox.FindAsync([id], None)).Single().State);
    }

    [SkippableFact]
    public async Task A_file_without_the_right_to_write_is_an_error_and_can_still_be_read()
    {
        Skip.If(RuntimeInformation.IsOSPlatform(OSPlatform.Windows), "Unix file rights are tested.");
        Skip.If(Environment.UserName == "root", "root may write every file.");
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        await test.CloseAllAsync();
        Chmod("444", test.FilePath);
        var error = await Assert.ThrowsAsync<MailOpsException>(() => test.OpenAnotherAsync());
        Assert.Contains(error.ErrorId, (string[])["MailOps.Store.ReadOnly", "MailOps.Store.CannotOpen"]);
        var store = await test.OpenAnotherAsync(StoreAccess.ReadOnly);
        Assert.Equal(1, (await store.Outbox.CountAsync(None))[DeliveryState.Queued]);
    }

    [Fact]
    public async Task A_full_disk_is_an_error_that_loses_nothing_and_passes()
    {
        await using var test = await TestStore.OpenAsync();
        await test.EnqueueAsync(TestMessage.To("a@x.example"));
        var small = await test.OpenAnotherAsync(tuning: new SqliteTuning { MaxPages = 60 });
        var error = await Assert.ThrowsAsync<MailOpsException>(
            () => small.Outbox.EnqueueAsync([TestMessage.To("b@x.example"), TestMessage.Sized(1_000_000, "c@x.example")], None));
        Assert.Equal(("MailOps.Store.Full", MailOpsErrorKind.ResourceExhausted), (error.ErrorId, error.Kind));

        Assert.Equal(1, (await small.Outbox.CountAsync(None))[DeliveryState.Queued]);
        await small.Outbox.EnqueueAsync([TestMessage.To("d@x.example")], None);
        Assert.Equal(2, (await small.Outbox.CountAsync(None))[DeliveryState.Queued]);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task A_message_too_big_for_the_disk_does_not_take_others_down_with_it()
    {
        await using var test = await TestStore.OpenAsync();
        var small = await test.OpenAnotherAsync(tuning: new SqliteTuning { MaxPages = 200 });
        var good = Enumerable.Range(0, 10).Select(_ => small.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None)).ToList();
        var bad = small.Outbox.EnqueueAsync([TestMessage.Sized(3_000_000, "b@x.example")], None);
        good.AddRange(Enumerable.Range(0, 10).Select(_ => small.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None)));
        await ExpectAsync("MailOps.Store.Full", () => bad);
        await Task.WhenAll(good);
        Assert.Equal(20, (await small.Outbox.CountAsync(None))[DeliveryState.Queued]);
    }

    [Fact]
    public async Task A_network_file_system_is_refused_before_anything_is_made()
    {
        await using var test = TestStore.Empty();
        var network = new SqliteTuning { IsNetworkPath = _ => true };
        await ExpectAsync("MailOps.Store.NetworkFileSystem", () => test.OpenAnotherAsync(tuning: network));
        Assert.Empty(Directory.GetFiles(test.Folder));
        Assert.True(NetworkPaths.Contain(@"\\server\share\mail"));
        Assert.False(NetworkPaths.Contain(test.Folder));
    }

    [Fact]
    public async Task A_folder_that_was_named_and_is_missing_is_an_error_and_the_users_own_is_made()
    {
        await using var test = TestStore.Empty();
        var path = Path.Combine(test.Folder, "deep", "er", "outbox.db");
        await ExpectAsync("MailOps.Store.FolderNotFound", () => OpenAsync(StoreLocation.Parse(path), StoreAccess.ReadWrite));
        await using var store = await OpenAsync(StoreLocation.Parse(path, StoreSource.User), StoreAccess.ReadWrite);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_refused()
    {
        await using var test = TestStore.Empty();
        var location = new StoreLocation { Kind = StoreKind.Sqlite, Value = test.Folder };
        await ExpectAsync("MailOps.Store.NotAStore", () => OpenAsync(location, StoreAccess.ReadWrite));
        await ExpectAsync("MailOps.Store.NotAStore", () => OpenAsync(location, StoreAccess.ReadOnly));
    }

    [Fact]
    public async Task Looking_into_a_store_that_nobody_made_shows_an_empty_one_and_makes_nothing()
    {
        await using var test = TestStore.Empty();
        await using (var preview = await test.OpenAnotherAsync(StoreAccess.Preview))
        {
            Assert.Empty((await preview.Outbox.ListAsync(new OutboxFilter(), null, 10, None)).Messages);
            await ExpectAsync("MailOps.Store.ReadOnly", () => preview.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None));
        }

        await ExpectAsync("MailOps.Store.NotFound", () => test.OpenAnotherAsync(StoreAccess.ReadOnly));
        var own = StoreLocation.Parse(Path.Combine(test.Folder, "own", "outbox.db"), StoreSource.User);
        await using (var empty = await OpenAsync(own, StoreAccess.ReadOnly))
        {
            Assert.Null(await empty.Outbox.FindNextDueAsync(null, [], None));
        }

        Assert.Empty(Directory.GetFileSystemEntries(test.Folder));
    }

    [SkippableFact]
    public async Task Only_its_owner_can_read_the_files_of_a_store()
    {
        Skip.If(RuntimeInformation.IsOSPlatform(OSPlatform.Windows), "Unix file rights are tested.");
        await using var test = TestStore.Empty();
        var location = StoreLocation.Parse(Path.Combine(test.Folder, "own", "outbox.db"), StoreSource.User);
        await using var store = await OpenAsync(location, StoreAccess.ReadWrite);
        await using var owner = await store.Outbox.SignOnAsync(None);
        await store.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None);
        var folder = Path.GetDirectoryName(location.Value)!;
        Assert.Equal("drwx------", ModeOf(folder));
        var files = Directory.GetFiles(folder);
        Assert.Equal(5, files.Length);
        Assert.All(files, file => Assert.Equal("-rw-------", ModeOf(file)));
    }

    [Fact]
    public async Task Two_processes_that_make_the_store_at_the_same_moment_make_one()
    {
        await using var test = TestStore.Empty();
        for (var round = 0; round < 20; round++)
        {
            var location = StoreLocation.Parse(Path.Combine(test.Folder, round + ".db"));
            var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => OpenAsync(location, StoreAccess.ReadWrite))));
            await Task.WhenAll(stores.Select(s => s.Outbox.EnqueueAsync([TestMessage.To("a@x.example")], None)));
            Assert.Equal(6, (await stores[0].Outbox.CountAsync(None))[DeliveryState.Queued]);
            foreach (var store in stores)
            {
                await store.DisposeAsync();
            }
        }
    }

    [Theory]
    [InlineData("Host=db;Password=s3cret")]
    [InlineData("Host=db; pwd = s3cret")]
    [InlineData("host=db password=s3cret")]
    [InlineData("postgres://anna:s3cret@db/mailops")]
    [InlineData("postgresql://db/mailops?user=anna&password=s3cret")]
    public void A_password_in_a_connection_string_is_refused_and_not_repeated(string text)
    {
        var error = Assert.Throws<MailOpsException>(() => StoreLocation.Parse(text));
        Assert.Equal("MailOps.Store.PasswordInLocation", error.ErrorId);
        Assert.DoesNotContain("s3cret", error.Message + error.Advice);
    }

    [Theory]
    [InlineData("Host=db;Username=anna;Passfile=/etc/mailops/pgpass")]
    [InlineData("postgres://anna@db:5433/mailops?sslmode=verify-full")]
    [InlineData("Service=mailops")]
    public void A_connection_string_without_a_password_is_a_place(string text) =>
        Assert.Equal(StoreKind.PostgreSql, StoreLocation.Parse(text).Kind);

    private static Task<IMailOpsStore> OpenAsync(StoreLocation location, StoreAccess access) =>
        new StoreProvider().OpenAsync(location, access, StoreOptions.Default, None);

    private static async Task ExpectAsync(string id, Func<Task> action) =>
        Assert.Equal(id, (await Assert.ThrowsAsync<MailOpsException>(action)).ErrorId);

    private static SqliteConnection Open(string path)
    {
        SqliteLibrary.EnsureLoaded();
        var connection = new SqliteConnection("Data Source=" + path + ";Pooling=false");
        connection.Open();
        return connection;
    }

    private static void Run(string path, string sql)
    {
        using var connection = Open(path);
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Chmod(string mode, string path) => Process("chmod", mode + " " + path);

    private static string ModeOf(string path) => Process("stat", "-c %A " + path).Trim();

    private static string Process(string program, string arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
