using System;
using System.IO;
using System.Management.Automation;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class ErrorRecordTests
{
    [Fact]
    public void Carries_id_category_target_and_advice()
    {
        var record = ErrorRecords.From(
            new MailOpsException("MailOps.Dns.Refused", MailOpsErrorKind.Unavailable, "refused", "ask another"), "corp.example");

        Assert.Equal("MailOps.Dns.Refused", record.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceUnavailable, record.CategoryInfo.Category);
        Assert.Equal("corp.example", record.TargetObject);
        Assert.Equal("refused", record.ErrorDetails!.Message);
        Assert.Equal("ask another", record.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData(typeof(FileNotFoundException), "MailOps.File.NotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(typeof(DirectoryNotFoundException), "MailOps.File.NotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(typeof(UnauthorizedAccessException), "MailOps.File.AccessDenied", ErrorCategory.PermissionDenied)]
    [InlineData(typeof(IOException), "MailOps.File.Unreadable", ErrorCategory.ResourceUnavailable)]
    [InlineData(typeof(TimeoutException), "MailOps.Module.Timeout", ErrorCategory.OperationTimeout)]
    [InlineData(typeof(InvalidCastException), "MailOps.Module.Unexpected", ErrorCategory.NotSpecified)]
    public void Failures_of_the_framework_get_an_id_of_ours(Type exception, string id, ErrorCategory category)
    {
        var cause = (Exception)Activator.CreateInstance(exception)!;
        var record = ErrorRecords.From(cause, null);
        Assert.Equal(id, record.FullyQualifiedErrorId);
        Assert.Equal(category, record.CategoryInfo.Category);
        Assert.Same(cause, record.Exception);
    }

    [Fact]
    public void Every_kind_has_a_category()
    {
        foreach (var kind in Enum.GetValues<MailOpsErrorKind>())
        {
            Assert.NotEqual(ErrorCategory.NotSpecified, ErrorRecords.CategoryOf(kind));
        }
    }
}
