using System;
using System.Diagnostics;
using System.IO;
using MailOps.Authentication;
using Xunit;

namespace MailOps.Tests;

public sealed class InputFileTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "mailops-input-" + Guid.NewGuid().ToString("N"));

    public InputFileTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Only_a_file_with_content_has_a_length()
    {
        var empty = Path.Combine(_folder, "empty");
        var full = Path.Combine(_folder, "full");
        File.WriteAllText(empty, "");
        File.WriteAllText(full, "x");

        Assert.True(InputFile.HasNoLength(empty));
        Assert.False(InputFile.HasNoLength(full));
        Assert.False(InputFile.HasNoLength(Path.Combine(_folder, "missing")));
        Assert.False(InputFile.HasNoLength(_folder));
    }

    [SkippableFact]
    public void A_message_that_is_a_pipe_is_refused_before_it_is_opened()
    {
        Skip.If(Path.DirectorySeparatorChar == '\\', "Windows has no mkfifo.");
        var pipe = Path.Combine(_folder, "pipe");
        using (var process = Process.Start(new ProcessStartInfo("mkfifo", pipe) { UseShellExecute = false })!)
        {
            process.WaitForExit();
        }

        Assert.True(InputFile.HasNoLength(pipe));
        var error = Assert.Throws<MailOpsException>(() => MessageFile.Open(pipe).Dispose());
        Assert.Equal(("MailOps.Authentication.MessageUnreadable", MailOpsErrorKind.InvalidData), (error.ErrorId, error.Kind));
        Assert.Contains(pipe, error.Message);
    }

    [SkippableFact]
    public void What_the_system_makes_itself_is_opened_whatever_its_length()
    {
        Skip.IfNot(File.Exists("/proc/self/status"), "This system has no /proc.");
        Assert.False(InputFile.HasNoLength("/proc/self/status"));
    }
}
