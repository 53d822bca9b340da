namespace System.Management.Automation;

public enum ErrorCategory
{
    NotSpecified = 0,
    OpenError = 1,
    CloseError = 2,
    DeviceError = 3,
    DeadlockDetected = 4,
    InvalidArgument = 5,
    InvalidData = 6,
    InvalidOperation = 7,
    InvalidResult = 8,
    InvalidType = 9,
    MetadataError = 10,
    NotImplemented = 11,
    NotInstalled = 12,
    ObjectNotFound = 13,
    OperationStopped = 14,
    OperationTimeout = 15,
    SyntaxError = 16,
    ParserError = 17,
    PermissionDenied = 18,
    ResourceBusy = 19,
    ResourceExists = 20,
    ResourceUnavailable = 21,
    ReadError = 22,
    WriteError = 23,
    FromStdErr = 24,
    SecurityError = 25,
    ProtocolError = 26,
    ConnectionError = 27,
    AuthenticationError = 28,
    LimitsExceeded = 29,
    QuotaExceeded = 30,
    NotEnabled = 31,
}

public class ErrorCategoryInfo
{
    internal ErrorCategoryInfo(ErrorCategory category) => Category = category;

    public ErrorCategory Category { get; }
}

public class ErrorDetails(string message)
{
    public string Message { get; } = message;

    public string? RecommendedAction { get; set; }
}

public class ErrorRecord(Exception exception, string errorId, ErrorCategory errorCategory, object? targetObject)
{
    public Exception Exception { get; } = exception;

    public string FullyQualifiedErrorId { get; } = errorId;

    public ErrorCategoryInfo CategoryInfo { get; } = new(errorCategory);

    public object? TargetObject { get; } = targetObject;

    public ErrorDetails? ErrorDetails { get; set; }
}

public class RuntimeException(string message) : SystemException(message);

public class PipelineStoppedException() : RuntimeException("The pipeline has been stopped.");

public class SessionStateException(string message) : RuntimeException(message);

public class ItemNotFoundException(string message) : SessionStateException(message);

public class ExtendedTypeSystemException(string message) : RuntimeException(message);

public class GetValueException(string message) : ExtendedTypeSystemException(message);

public class PSInvalidCastException : InvalidCastException;

public abstract class PSTypeConverter
{
    public abstract bool CanConvertFrom(object sourceValue, Type destinationType);

    public virtual bool CanConvertFrom(PSObject sourceValue, Type destinationType) => CanConvertFrom((object)sourceValue, destinationType);

    public abstract object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase);

    public virtual object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertFrom((object)sourceValue, destinationType, formatProvider, ignoreCase);

    public abstract bool CanConvertTo(object sourceValue, Type destinationType);

    public abstract object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase);
}
