using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

/// <summary>Files, folders, mbox files and Maildirs as sources of mails.</summary>
public sealed class MailSourceTests : IDisposable
{
    private const string Mail = "From: a@kunde.example\r\nTo: b@firma.example\r\nSubject: x\r\n\r\nText\r\n";
    private const string FromLine = "From MAILER-DAEMON Mon Mar  3 10:00:00 2025\n";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailops-source-" + Guid.NewGuid().ToString("N"));

    public MailSourceTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_with_one_mail_is_that_mail()
    {
        var item = Assert.Single(MailSource.Read(Write("one.eml", Mail)));
        Assert.Equal(0, item.Index);
        Assert.Equal(Mail, Text(item));
        Assert.Empty(item.Findings);
    }

    [Fact]
    public void A_line_of_an_mbox_above_one_mail_makes_no_mbox()
    {
        var item = Assert.Single(MailSource.Read(Write("one.eml", FromLine + Mail)));
        Assert.Equal(0, item.Index);
        Assert.Equal(Mail, Text(item));
    }

    [Fact]
    public void Several_mails_in_one_file_come_out_each_with_its_place()
    {
        var items = MailSource.Read(Write("three.eml", FromLine + Mail + "\n" + FromLine + Mail + "\n" + FromLine + Mail)).ToList();
        Assert.Equal([1, 2, 3], items.Select(i => i.Index));
        Assert.All(items, item => Assert.StartsWith("From: a@kunde.example", Text(item)));
    }

    [Fact]
    public void A_sentence_that_begins_with_From_begins_no_mail()
    {
        var text = FromLine + Mail + "\r\nFrom now on all is well.\r\n";
        Assert.Single(MailSource.Read(Write("letter.mbox", text)));
    }

    [Fact]
    public void A_folder_is_read_with_its_folders_and_without_what_is_no_mail()
    {
        Write("b.eml", Mail);
        Write(Path.Combine("inner", "a.eml"), Mail);
        Write("picture.png", "no mail");
        Assert.Equal(["b.eml", "a.eml"], MailSource.Read(_folder).Select(i => Path.GetFileName(i.Source)));
        Assert.Single(MailSource.Read(_folder, new MailSourceOptions { Recurse = false }));
    }

    [Fact]
    public void A_Maildir_is_read_without_what_is_still_being_written()
    {
        Write(Path.Combine("cur", "1.a:2,S"), Mail);
        Write(Path.Combine("new", "2.b"), Mail);
        Write(Path.Combine("tmp", "3.c"), Mail);
        Assert.Equal(2, MailSource.Read(_folder).Count());
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_is_an_item_with_a_finding_after_the_mails_before_it()
    {
        Write(Path.Combine("cur", "1.a:2,S"), Mail);
        Write(Path.Combine("new", "2.b"), Mail);
        using var items = MailSource.Read(_folder).GetEnumerator();
        Assert.True(items.MoveNext());
        Assert.True(items.Current.HasContent);
        var gone = Path.Combine(_folder, "new");
        Directory.Delete(gone, recursive: true);
        Assert.True(items.MoveNext());
        Assert.Equal(gone, items.Current.Source);
        Assert.Equal(BounceFindings.Unreadable.Id, Assert.Single(items.Current.Findings).Id);
        Assert.False(items.MoveNext());
    }

    [Fact]
    public void An_empty_file_is_named_as_such()
    {
        var item = Assert.Single(MailSource.Read(Write("empty.eml", "")));
        Assert.False(item.HasContent);
        Assert.Equal("BNC010", Assert.Single(item.Findings).Id);
    }

    [SkippableFact]
    public void A_pipe_that_nobody_writes_does_not_hold_the_others_up()
    {
        Run("mkfifo", Path.Combine(_folder, "a.eml"));
        Write("b.eml", Mail);

        var reading = Task.Run(() => MailSource.Read(_folder).ToList());

        Assert.True(reading.Wait(TimeSpan.FromMinutes(1)), "The reader waits for somebody who writes.");
        Assert.Equal(["BNC010", ""], reading.Result.Select(item => item.Findings.ToString()));
    }

    [SkippableFact]
    public void A_link_back_to_a_folder_above_is_not_followed()
    {
        Write(Path.Combine("inner", "a.eml"), Mail);
        Run("ln", "-s .. " + Path.Combine(_folder, "inner", "up"));

        Assert.Equal("a.eml", Path.GetFileName(Assert.Single(MailSource.Read(_folder)).Source));
    }

    [SkippableFact]
    public void A_link_to_a_mail_or_to_a_folder_that_is_named_is_followed()
    {
        Write(Path.Combine("inner", "a.eml"), Mail);
        Run("ln", "-s inner " + Path.Combine(_folder, "named"));
        Run("ln", "-s " + Path.Combine("inner", "a.eml") + " " + Path.Combine(_folder, "b.eml"));

        Assert.Equal("a.eml", Path.GetFileName(Assert.Single(MailSource.Read(Path.Combine(_folder, "named"))).Source));
        Assert.Equal(Mail, Text(Assert.Single(MailSource.Read(Path.Combine(_folder, "b.eml")))));
    }

    [Fact]
    public void A_file_that_is_no_mail_is_named_as_such()
    {
        var item = Assert.Single(MailSource.Read(Write("data.eml", "\u0001\0\0PNG and more")));
        Assert.False(item.HasContent);
        Assert.Equal("BNC011", Assert.Single(item.Findings).Id);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_an_item_with_a_finding() =>
        Assert.Equal("BNC013", Assert.Single(Assert.Single(MailSource.Read(Path.Combine(_folder, "gone.eml"))).Findings).Id);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mail_above_the_limit_is_cut(bool mbox)
    {
        var path = Write("big.eml", (mbox ? FromLine : "") + Mail + new string('x', 2_000_000));
        var item = Assert.Single(MailSource.Read(path, new MailSourceOptions { MaxMessageBytes = 1000 }));
        Assert.Equal(1000, item.Content.Length);
        Assert.Equal("BNC012", Assert.Single(item.Findings).Id);
        Assert.True(item.HasContent);
    }

    [Fact]
    public void A_stream_is_read_like_a_file()
    {
        var items = MailSource.Read(new MemoryStream(Encoding.ASCII.GetBytes(FromLine + Mail + "\n" + FromLine + Mail)), "stdin").ToList();
        Assert.Equal(["stdin#1", "stdin#2"], items.Select(i => i.ToString()));
    }

    private static void Run(string command, string arguments)
    {
        Skip.If(Path.DirectorySeparatorChar == '\\', "Windows has no " + command + ".");
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static string Text(MailSourceItem item) => Encoding.ASCII.GetString(item.Content.ToArray());

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Encoding.ASCII);
        return path;
    }
}
