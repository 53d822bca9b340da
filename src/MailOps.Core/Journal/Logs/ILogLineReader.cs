using System;
using System.Collections.Generic;

namespace MailOps.Journal;

/// <summary>Reads one form of log, line by line; what is no line of it is passed over.</summary>
internal interface ILogLineReader
{
    MailServerLogFormat Format { get; }

    /// <summary>Adds what a line tells.</summary>
    void Read(ReadOnlySpan<char> line, in LogLine place, List<MailServerDelivery> output);
}

/// <summary>Where a line stands.</summary>
internal readonly record struct LogLine
{
    public required string Source { get; init; }

    public required long Number { get; init; }

    public DateTime? At { get; init; }

    public string Host { get; init; }
}
