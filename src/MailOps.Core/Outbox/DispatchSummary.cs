using System;
using MailOps.Json;

namespace MailOps.Outbox;

/// <summary>Why a dispatcher ended.</summary>
public enum DispatchEnd
{
    /// <summary>Its work was done.</summary>
    Done,

    /// <summary>It was stopped from outside.</summary>
    Stopped,

    /// <summary>Its time was over.</summary>
    Timeout,

    /// <summary>The clock cannot be trusted.</summary>
    Clock,

    /// <summary>Nothing can be sent before somebody corrects a server's set-up.</summary>
    Configuration,

    /// <summary>The store went back in time, and nobody has accepted that.</summary>
    RolledBack,
}

/// <summary>What a dispatcher did, for people and for <c>exit (Invoke-MailQueue -Wait).ExitCode</c>.</summary>
public sealed record DispatchSummary : IJsonResult
{
    /// <summary>How many deliveries a server took.</summary>
    public int Accepted { get; init; }

    /// <summary>How many were refused for good, or ended with their lifetime.</summary>
    public int Failed { get; init; }

    /// <summary>How many were tried without success and wait for another attempt.</summary>
    public int Deferred { get; init; }

    /// <summary>How many may have left without a recorded answer, those of dead dispatchers included.</summary>
    public int InDoubt { get; init; }

    /// <summary>How many became Suppressed when they were due.</summary>
    public int Suppressed { get; init; }

    /// <summary>How many were due, and wait for a person instead: much too late after a downtime, or altered after their approval.</summary>
    public int Held { get; init; }

    /// <summary>How many were due and were cancelled instead, much too late after a downtime, as their senders wished.</summary>
    public int Skipped { get; init; }

    /// <summary>How many were cancelled, suspended or put off at the last moment, so that they were not sent.</summary>
    public int Withdrawn { get; init; }

    /// <summary>How many deliveries of dead dispatchers were queued again.</summary>
    public int Recovered { get; init; }

    /// <summary>How many deliveries are queued in the store at the end.</summary>
    public long Remaining { get; init; }

    /// <summary>How many of these wait behind a throttle or a stopped campaign.</summary>
    public long Throttled { get; init; }

    /// <summary>When the next of them may be tried, UTC; null when there is none.</summary>
    public DateTime? NextDueAt { get; init; }

    /// <summary>Why it ended.</summary>
    public DispatchEnd End { get; init; }

    /// <summary>What is wrong, such as a server that cannot be used.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>When it began, UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>How long it ran.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// For <c>exit</c>: 78 when a server's set-up is wrong or the store went back in time, 1 when a delivery failed for good, 75 when mail was deferred, is in doubt or had
    /// to be left, 0 when all is done (sysexits.h: EX_CONFIG, EX_TEMPFAIL).
    /// </summary>
    public int ExitCode =>
        End is DispatchEnd.Configuration or DispatchEnd.RolledBack || Findings.Contains(OutboxFindings.ServerMisconfigured.Id)
            || Findings.Contains(OutboxFindings.ServerHeld.Id) ? 78
        : Failed > 0 ? 1
        : Deferred > 0 || InDoubt > 0 || Findings.Contains(OutboxFindings.CampaignBraked.Id) || End is DispatchEnd.Clock or DispatchEnd.Timeout ? 75
        : 0;

    /// <summary>The counts on one line.</summary>
    public override string ToString() =>
        $"{Accepted} accepted, {Failed} failed, {Deferred} deferred, {InDoubt} in doubt, {Remaining} left ({End})";

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("accepted", Accepted);
        writer.WriteMember("failed", Failed);
        writer.WriteMember("deferred", Deferred);
        writer.WriteMember("inDoubt", InDoubt);
        writer.WriteMember("suppressed", Suppressed);
        writer.WriteMember("held", Held);
        writer.WriteMember("skipped", Skipped);
        writer.WriteMember("withdrawn", Withdrawn);
        writer.WriteMember("recovered", Recovered);
        writer.WriteMember("remaining", Remaining);
        writer.WriteMember("throttled", Throttled);
        MailOpsJson.WriteMember(writer, "nextDueAt", NextDueAt);
        writer.WriteMember("end", MailOpsJson.Name(End));
        writer.WriteMember("exitCode", ExitCode);
        MailOpsJson.WriteMember(writer, "startedAt", StartedAt);
        writer.WriteName("durationSeconds");
        writer.WriteNumber(Duration.TotalSeconds);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
