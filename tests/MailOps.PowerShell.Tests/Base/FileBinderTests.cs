using System;
using System.IO;
using System.Management.Automation;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class FileBinderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailops-").FullName;
    private readonly ScriptedCmdlet _cmdlet = new() { CommandRuntime = new RecordingRuntime() };

    public FileBinderTests()
    {
        File.WriteAllText(Path.Combine(_folder, "a.eml"), "");
        File.WriteAllText(Path.Combine(_folder, "b.eml"), "");
        _cmdlet.SessionState.Path.EngineLocation = _folder;
    }

    public void Dispose()
    {
        _cmdlet.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Resolves_wildcards_from_the_location_of_the_session() =>
        Assert.Equal([Path.Combine(_folder, "a.eml"), Path.Combine(_folder, "b.eml")], new FileBinder(_cmdlet).ResolveWildcard("*.eml"));

    [Fact]
    public void A_wildcard_without_a_match_is_an_error()
    {
        var error = Assert.Throws<MailOpsException>(() => new FileBinder(_cmdlet).ResolveWildcard("*.msg"));
        Assert.Equal("MailOps.File.NotFound", error.ErrorId);
        Assert.Contains("*.msg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_the_same_error()
    {
        var error = Assert.Throws<ItemNotFoundException>(() => new FileBinder(_cmdlet).ResolveWildcard("c.eml"));
        Assert.Equal("MailOps.File.NotFound", ErrorRecords.From(error, "c.eml").FullyQualifiedErrorId);
    }

    [Fact]
    public void Other_providers_are_refused()
    {
        var binder = new FileBinder(_cmdlet);
        Assert.Equal("MailOps.File.NotInFileSystem", Assert.Throws<MailOpsException>(() => binder.ResolveLiteral("Env:PATH")).ErrorId);
        Assert.Equal("MailOps.File.NotInFileSystem", Assert.Throws<MailOpsException>(() => binder.ResolveWildcard("Env:PATH")).ErrorId);
    }
}
