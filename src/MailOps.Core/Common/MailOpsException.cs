using System;

namespace MailOps;

/// <summary>Whose move it is after an error; both faces map it (error category in PowerShell, exit code in the CLI).</summary>
public enum MailOpsErrorKind
{
    /// <summary>A parameter, option or setting is wrong; the same call fails again.</summary>
    InvalidArgument,

    /// <summary>The input is not what it claims to be: no mail, no record, no database.</summary>
    InvalidData,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>The rights of this account do not suffice.</summary>
    AccessDenied,

    /// <summary>A server or file is out of reach or busy now; a later try may succeed.</summary>
    Unavailable,

    /// <summary>Time ran out.</summary>
    Timeout,

    /// <summary>The other side broke its protocol.</summary>
    ProtocolViolation,

    /// <summary>The operation does not fit the state of the thing, such as a mail that has left already.</summary>
    InvalidOperation,

    /// <summary>This host cannot do it, such as PostgreSQL on Windows PowerShell.</summary>
    NotSupported,

    /// <summary>A disk is full, or another limit of the machine is reached.</summary>
    ResourceExhausted,
}

/// <summary>
/// An error with a stable id and advice. Core throws it for what a caller can act on; the cmdlets make an error record of it, the CLI a
/// line on standard error. All ids are listed in docs/errors.md.
/// </summary>
public class MailOpsException : Exception
{
    /// <summary>An error with all that a person and a script need.</summary>
    /// <param name="errorId">The stable id, <c>MailOps.Area.Name</c>.</param>
    /// <param name="kind">Whose move it is.</param>
    /// <param name="message">What failed, on which input and where in it.</param>
    /// <param name="advice">What to do about it.</param>
    /// <param name="innerException">The cause, where another exception is one.</param>
    public MailOpsException(string errorId, MailOpsErrorKind kind, string message, string advice, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Kind = kind;
        Advice = advice;
    }

    /// <summary>The stable id, <c>MailOps.Area.Name</c>.</summary>
    public string ErrorId { get; }

    /// <summary>Whose move it is.</summary>
    public MailOpsErrorKind Kind { get; }

    /// <summary>What to do about it.</summary>
    public string Advice { get; }
}
