using System;
using System.IO;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>Failures as PowerShell shows them: a stable id, a category that says whose move it is, the input, and advice.</summary>
internal static class ErrorRecords
{
    private const string UnexpectedId = "MailOps.Module.Unexpected";

    public static ErrorRecord From(Exception exception, object? target)
    {
        var error = exception as MailOpsException ?? Describe(exception);
        var category = error.ErrorId == UnexpectedId ? ErrorCategory.NotSpecified : CategoryOf(error.Kind);
        return new ErrorRecord(exception, error.ErrorId, category, target)
        {
            ErrorDetails = new ErrorDetails(DisplayText.Clean(error.Message, keepLines: true)) { RecommendedAction = DisplayText.Clean(error.Advice, keepLines: true) },
        };
    }

    public static ErrorCategory CategoryOf(MailOpsErrorKind kind) => kind switch
    {
        MailOpsErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        MailOpsErrorKind.InvalidData => ErrorCategory.InvalidData,
        MailOpsErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        MailOpsErrorKind.AccessDenied => ErrorCategory.PermissionDenied,
        MailOpsErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        MailOpsErrorKind.Timeout => ErrorCategory.OperationTimeout,
        MailOpsErrorKind.ProtocolViolation => ErrorCategory.ProtocolError,
        MailOpsErrorKind.InvalidOperation => ErrorCategory.InvalidOperation,
        MailOpsErrorKind.NotSupported => ErrorCategory.NotImplemented,
        MailOpsErrorKind.ResourceExhausted => ErrorCategory.LimitsExceeded,
        _ => ErrorCategory.NotSpecified,
    };

    // What the framework throws for files and rights has a plain meaning; anything else is a fault of ours and says so.
    private static MailOpsException Describe(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException or SessionStateException => new MailOpsException(
            "MailOps.File.NotFound", MailOpsErrorKind.NotFound, exception.Message, ErrorTexts.FileNotFoundAdvice.Current, exception),
        UnauthorizedAccessException => new MailOpsException(
            "MailOps.File.AccessDenied", MailOpsErrorKind.AccessDenied, exception.Message, ErrorTexts.FileAccessAdvice.Current, exception),
        IOException => new MailOpsException(
            "MailOps.File.Unreadable", MailOpsErrorKind.Unavailable, exception.Message, ErrorTexts.FileUnreadableAdvice.Current, exception),
        TimeoutException or OperationCanceledException => new MailOpsException(
            "MailOps.Module.Timeout", MailOpsErrorKind.Timeout, exception.Message, ErrorTexts.TimeoutAdvice.Current, exception),
        _ => new MailOpsException(
            UnexpectedId,
            MailOpsErrorKind.InvalidOperation,
            exception.GetType().FullName + ": " + exception.Message,
            ErrorTexts.UnexpectedAdvice.Current,
            exception),
    };
}
