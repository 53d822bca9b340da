using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;
using MailOps.Session;
using Xunit;

namespace MailOps.Tests.Session;

public sealed class MailOpsDataFolderTests : IDisposable
{
    private const string Lists = "[disposable-domains]\ndate 2026-06-01\nthrow-away.example other.example\n";

    private readonly MailOpsDataFolder _folder = new(Path.Combine(Path.GetTempPath(), "mailops-data-" + Guid.NewGuid().ToString("N")));

    [Fact]
    public void Lists_replace_their_sections_and_leave_the_others()
    {
        Assert.Same(AddressData.BuiltIn, _folder.ReadAddressData());
        var update = _folder.Install(Bytes(Lists), "here");
        Assert.Equal((MailOpsDataKind.AddressData, true, false, 2), (update.Kind, update.Changed, update.WhatIf, update.Count));
        Assert.Equal(new DateTime(2026, 6, 1), update.Date);
        Assert.Equal(AddressData.BuiltIn.Date, update.PreviousDate);

        var data = _folder.ReadAddressData();
        Assert.True(data.IsDisposable("throw-away.example"));
        Assert.False(data.IsDisposable("mailinator.com"));
        Assert.True(data.IsFreeProvider("gmail.com"));
    }

    [Fact]
    public void The_same_again_changes_nothing()
    {
        _folder.Install(Bytes(Lists), "here");
        var again = _folder.Install(Bytes(Lists), "here");
        Assert.False(again.Changed);
        Assert.Equal(again.Date, again.PreviousDate);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_preview_writes_nothing()
    {
        var update = _folder.Install(Bytes(Lists), "here", preview: true);
        Assert.True(update.WhatIf);
        Assert.False(Directory.Exists(_folder.Path));
    }

    [Fact]
    public void A_public_suffix_list_is_known_by_its_text_and_its_version_read()
    {
        Assert.Null(_folder.ReadPublicSuffixes());
        var update = _folder.Install(Bytes(Suffixes()), "here");
        Assert.Equal((MailOpsDataKind.PublicSuffixList, 1201), (update.Kind, update.Count));
        Assert.Equal(new DateTime(2026, 8, 21), update.Date);
        Assert.Equal("a.co.uk", _folder.ReadPublicSuffixes()!.GetRegistrableDomain(new DomainName("b.a.co.uk"))!.Ascii);
        Assert.Equal(1201, _folder.GetFiles().Single(f => f.Kind == MailOpsDataKind.PublicSuffixList).Count);
    }

    [Theory]
    [InlineData("", "MailOps.Data.Invalid")]
    [InlineData("<!DOCTYPE html><html>Not found</html>", "MailOps.Data.Invalid")]
    [InlineData("[disposable-domains]\nno.date.example\n", "MailOps.Data.Invalid")]
    [InlineData("[disposable-domains]\ndate 2026-06-01\n", "MailOps.Data.Invalid")]
    [InlineData("[no-such-section]\ndate 2026-06-01\nx\n", "MailOps.Data.Invalid")]
    [InlineData("// ===BEGIN ICANN DOMAINS===\ncom\n// ===END ICANN DOMAINS===\n", "MailOps.PublicSuffix.Invalid")]
    public void What_is_not_whole_replaces_nothing(string text, string id)
    {
        _folder.Install(Bytes(Lists), "here");
        Assert.Equal(id, Assert.Throws<MailOpsException>(() => _folder.Install(Bytes(text), "there")).ErrorId);
        Assert.True(_folder.ReadAddressData().IsDisposable("throw-away.example"));
    }

    [Fact]
    public void A_suffix_list_that_broke_off_is_refused()
    {
        var part = Suffixes();
        part = part.Substring(0, part.IndexOf("// ===END PRIVATE", StringComparison.Ordinal));
        Assert.Equal("MailOps.PublicSuffix.Invalid", Assert.Throws<MailOpsException>(() => _folder.Install(Bytes(part), "there")).ErrorId);
    }

    [Theory]
    [InlineData("http://lists.example/x.txt")]
    [InlineData("ftp://lists.example/x.txt")]
    [InlineData("file:///etc/passwd")]
    public async Task Only_https_is_fetched(string uri)
    {
        var error = await Assert.ThrowsAsync<MailOpsException>(() => DataSource.DownloadAsync(new Uri(uri), CancellationToken.None));
        Assert.Equal("MailOps.Data.InsecureUri", error.ErrorId);
    }

    [Fact]
    public async Task A_file_is_fetched_from_this_machine()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: " + Lists.Length + "\r\nConnection: close\r\n\r\n" + Lists);
        Assert.Equal(Lists, Encoding.UTF8.GetString(await DataSource.DownloadAsync(server.Uri, CancellationToken.None)));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n[disposable-domains]")]
    [InlineData("no HTTP at all\r\n\r\n")]
    public async Task What_cannot_be_fetched_whole_is_an_error(string answer)
    {
        using var server = new OneAnswer(answer);
        var error = await Assert.ThrowsAsync<MailOpsException>(() => DataSource.DownloadAsync(server.Uri, CancellationToken.None));
        Assert.Equal("MailOps.Data.DownloadFailed", error.ErrorId);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder.Path))
        {
            Directory.Delete(_folder.Path, recursive: true);
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Suffixes() =>
        "// VERSION: 2026-08-21_08-15-00_UTC\n// ===BEGIN ICANN DOMAINS===\nco.uk\n"
        + string.Concat(Enumerable.Range(0, 1100).Select(i => "x" + i + "\n")) + "// ===END ICANN DOMAINS===\n// ===BEGIN PRIVATE DOMAINS===\n"
        + string.Concat(Enumerable.Range(0, 100).Select(i => "y" + i + ".example\n")) + "// ===END PRIVATE DOMAINS===\n";

    /// <summary>A server that gives every caller the same bytes.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public OneAnswer(string answer)
        {
            _listener.Start();
            _ = AnswerAsync(answer);
        }

        public Uri Uri => new("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/lists.txt");

        public void Dispose() => _listener.Stop();

        private async Task AnswerAsync(string answer)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            using var writer = new StreamWriter(stream);
            while ((await reader.ReadLineAsync())?.Length > 0)
            {
                // The headers of the request.
            }

            await writer.WriteAsync(answer);
            await writer.FlushAsync();
        }
    }
}
