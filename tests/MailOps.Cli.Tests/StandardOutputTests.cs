using System;
using System.IO;
using MailOps.Cli;
using Xunit;

namespace MailOps.Tests;

public sealed class StandardOutputTests
{
    [Fact]
    public void A_full_disk_behind_the_output_is_an_error_with_id_and_exit_code()
    {
        using var output = new StandardOutput(new FullDisk());

        var error = Assert.Throws<MailOpsException>(() => output.Write([1, 2, 3], 0, 3));

        Assert.Equal("MailOps.Output.Failed", error.ErrorId);
        Assert.Equal(ExitCode.CannotWrite, ExitCode.For(error.Kind));
        Assert.Contains("No space left", error.Message);
    }

    [Fact]
    public void What_is_written_arrives()
    {
        var place = new MemoryStream();
        using (var output = new StandardOutput(place))
        {
            output.Write([1, 2, 3, 4], 1, 2);
        }

        Assert.Equal([2, 3], place.ToArray());
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
