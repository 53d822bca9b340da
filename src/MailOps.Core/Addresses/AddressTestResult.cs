using System;
using MailOps.Json;

namespace MailOps.Addresses;

/// <summary>What the check found out about one address.</summary>
public sealed record AddressTestResult : IJsonResult
{
    /// <summary>The text that was checked, as it was given.</summary>
    public required string Input { get; init; }

    /// <summary>The address in its canonical text (<see cref="MailAddress.Address"/>); the text as it was given when it is no address.</summary>
    public required string Address { get; init; }

    /// <summary>What to do with the address.</summary>
    public required AddressVerdict Verdict { get; init; }

    /// <summary>Why.</summary>
    public AddressReason Reason { get; init; }

    /// <summary>The address that was meant, where that is clear; else empty.</summary>
    public string Suggestion { get; init; } = "";

    /// <summary>How far the address was checked.</summary>
    public AddressEvidence Evidence { get; init; }

    /// <summary>When it was checked, UTC.</summary>
    public required DateTime CheckedAt { get; init; }

    /// <summary>
    /// The mailbox by the rules of its provider: without tags and, at Gmail, without dots; in lower case. Addresses with the same canonical
    /// address reach the same person. Empty when the text is no address.
    /// </summary>
    public string CanonicalAddress { get; init; } = "";

    /// <summary>What stands before the <c>@</c>; empty when the text is no address.</summary>
    public string LocalPart { get; init; } = "";

    /// <summary>The domain in A-labels, or the address literal with its brackets; empty when the text is no address.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Why the text is no address; None when it is one.</summary>
    public AddressFault Fault { get; init; }

    /// <summary>Where in <see cref="Input"/> the fault lies, counted from 0; null when there is none.</summary>
    public int? FaultPosition { get; init; }

    /// <summary>The mail servers of the domain, the preferred ones first; the domain itself where it has none but an address.</summary>
    public TextList MxHosts { get; init; } = TextList.Empty;

    /// <summary>Whether the domain belongs to a service for throw-away addresses.</summary>
    public bool IsDisposable { get; init; }

    /// <summary>Whether anyone can get an address at the domain for nothing.</summary>
    public bool IsFreeProvider { get; init; }

    /// <summary>Whether the address belongs to a task and not to a person, such as <c>info</c> or <c>postmaster</c>.</summary>
    public bool IsRole { get; init; }

    /// <summary>Whether the address holds letters beyond ASCII, in its local part or in its domain.</summary>
    public bool IsInternationalized { get; init; }

    /// <summary>What the mail server answered when it was asked for the mailbox, after its name; empty when it was not asked.</summary>
    public string ProbeReply { get; init; } = "";

    /// <summary>Why nobody knows, when the verdict is Unknown; else empty.</summary>
    public string TempError { get; init; } = "";

    /// <summary>What is wrong, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Address, verdict and reason on one line.</summary>
    public override string ToString() =>
        Address + ": " + Verdict + (Reason == AddressReason.None ? "" : ", " + Reason) + (Suggestion.Length == 0 ? "" : " → " + Suggestion);

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("input", Input);
        writer.WriteMember("address", Address);
        writer.WriteMember("verdict", MailOpsJson.Name(Verdict));
        writer.WriteMember("reason", MailOpsJson.Name(Reason));
        writer.WriteMember("suggestion", Suggestion);
        WriteEvidence(writer);
        writer.WriteName("checkedAt");
        writer.WriteTime(CheckedAt);
        writer.WriteMember("canonicalAddress", CanonicalAddress);
        writer.WriteMember("localPart", LocalPart);
        writer.WriteMember("domain", Domain);
        writer.WriteMember("fault", MailOpsJson.Name(Fault));
        writer.WriteName("faultPosition");
        if (FaultPosition is { } position)
        {
            writer.WriteNumber(position);
        }
        else
        {
            writer.WriteNull();
        }

        MailOpsJson.WriteMember(writer, "mxHosts", MxHosts);
        writer.WriteMember("isDisposable", IsDisposable);
        writer.WriteMember("isFreeProvider", IsFreeProvider);
        writer.WriteMember("isRole", IsRole);
        writer.WriteMember("isInternationalized", IsInternationalized);
        writer.WriteMember("probeReply", ProbeReply);
        writer.WriteMember("tempError", TempError);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }

    private void WriteEvidence(JsonWriter writer)
    {
        writer.WriteName("evidence");
        writer.WriteStartArray();
        for (var bit = AddressEvidence.Syntax; bit <= AddressEvidence.History; bit = (AddressEvidence)((int)bit * 2))
        {
            if ((Evidence & bit) != 0)
            {
                writer.WriteString(MailOpsJson.Name(bit));
            }
        }

        writer.WriteEndArray();
    }
}
