using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;
using MailOps.Storage;

namespace MailOps.Benchmarks;

/// <summary>
/// A store in a folder of its own, on the disk that TMPDIR names; goes away with this object. With MAILOPS_BENCH_STORE, a connection string such
/// as <c>Host=127.0.0.1;Port=5432;Username=postgres;Database=postgres</c>, a schema of its own in that PostgreSQL database, which stays.
/// </summary>
internal sealed class BenchmarkStore : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-bench-").FullName;

    public BenchmarkStore()
    {
        var server = Environment.GetEnvironmentVariable("MAILOPS_BENCH_STORE");
        Location = string.IsNullOrEmpty(server) ? Path.Combine(_folder, "outbox.db") : server + ";SearchPath=bench_" + Guid.NewGuid().ToString("N");
        Store = OpenAsync(Location).GetAwaiter().GetResult();
        Mail = new MailOutbox(Store.Outbox, Store.Suppression);
    }

    public string Location { get; }

    public IMailOpsStore Store { get; }

    public MailOutbox Mail { get; }

    public static Task<IMailOpsStore> OpenAsync(string path) =>
        new StoreProvider().OpenAsync(StoreLocation.Parse(path), StoreAccess.ReadWrite, StoreOptions.Default, CancellationToken.None);

    /// <summary>A mail of about this size, as the cmdlet would hand it over.</summary>
    public static OutgoingMail NewMail(int number, int size, string server, MailDueTime due)
    {
        var text = new StringBuilder(size + 100)
            .Append("From: a@corp.example\r\nTo: u").Append(number).Append("@remote.example\r\nSubject: benchmark ").Append(number).Append("\r\n\r\n");
        while (text.Length < size)
        {
            text.Append('x', 70).Append("\r\n");
        }

        return new OutgoingMail
        {
            Content = Encoding.ASCII.GetBytes(text.ToString()),
            Recipients = [string.Create(CultureInfo.InvariantCulture, $"u{number}@remote.example")],
            Server = server,
            Due = due,
        };
    }

    /// <summary>Queues mails in transactions of the given size.</summary>
    public void Fill(int count, int size, string server, MailDueTime due, int batch)
    {
        for (var i = 0; i < count; i += batch)
        {
            var mails = Enumerable.Range(i, Math.Min(batch, count - i)).Select(n => Mail.Prepare(NewMail(n, size, server, due))).ToList();
            Mail.EnqueueAsync(mails, whatIf: false, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
        Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }
}
