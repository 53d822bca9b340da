namespace MailOps.Cli;

/// <summary>
/// The exit codes of <c>mailops</c>, those of sysexits.h where it has one, so that mail software and cron understand them. They are
/// documented in docs/cli.md.
/// </summary>
internal static class ExitCode
{
    /// <summary>Done: every input was processed, whatever was found out about it.</summary>
    public const int Done = 0;

    /// <summary>Done with exceptions: some inputs could not be processed (each named on standard error), or some mails failed.</summary>
    public const int Partial = 1;

    /// <summary>Done, and something is worse than <c>--fail-on</c> allows.</summary>
    public const int Judged = 2;

    /// <summary>EX_USAGE: the command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>EX_DATAERR: the input is not what it should be.</summary>
    public const int Data = 65;

    /// <summary>EX_NOINPUT: a file or thing that was named does not exist.</summary>
    public const int NotFound = 66;

    /// <summary>EX_UNAVAILABLE: this host or build cannot do it.</summary>
    public const int NotSupported = 69;

    /// <summary>EX_CANTCREAT: the disk is full or the file cannot be written.</summary>
    public const int CannotWrite = 73;

    /// <summary>EX_TEMPFAIL: try again later; also: mail was deferred.</summary>
    public const int Later = 75;

    /// <summary>EX_PROTOCOL: the other side broke its protocol.</summary>
    public const int Protocol = 76;

    /// <summary>EX_NOPERM: the rights do not suffice.</summary>
    public const int AccessDenied = 77;

    /// <summary>128 + SIGINT: interrupted with Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>What one input that could not be processed makes of the code so far: a name that is wrong says more than "some could not be read".</summary>
    public static int Worsen(int code, MailOpsException error) =>
        error.Kind == MailOpsErrorKind.NotFound ? NotFound : code == Done ? Partial : code;

    public static int For(MailOpsErrorKind kind) => kind switch
    {
        MailOpsErrorKind.InvalidArgument => Usage,
        MailOpsErrorKind.InvalidData => Data,
        MailOpsErrorKind.NotFound => NotFound,
        MailOpsErrorKind.AccessDenied => AccessDenied,
        MailOpsErrorKind.Unavailable or MailOpsErrorKind.Timeout => Later,
        MailOpsErrorKind.ProtocolViolation => Protocol,
        MailOpsErrorKind.NotSupported => NotSupported,
        MailOpsErrorKind.ResourceExhausted => CannotWrite,
        _ => Partial,
    };
}
