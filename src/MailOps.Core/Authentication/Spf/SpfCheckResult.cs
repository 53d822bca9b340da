using MailOps.Json;

namespace MailOps.Authentication.Spf;

/// <summary>What SPF says about one client and sender.</summary>
public sealed record SpfCheckResult : IJsonResult
{
    /// <summary>The result.</summary>
    public required SpfResult Result { get; init; }

    /// <summary>Whether the client may send: what <c>-Quiet</c> answers.</summary>
    public bool Passed => Result == SpfResult.Pass;

    /// <summary>The domain that was asked; empty when the session names none.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether MAIL FROM or HELO was checked.</summary>
    public SpfScope Scope { get; init; }

    /// <summary>The sender that was checked, with the local part <c>postmaster</c> where there was none.</summary>
    public string Sender { get; init; } = "";

    /// <summary>The client's address as text.</summary>
    public string ClientAddress { get; init; } = "";

    /// <summary>The record of <see cref="Domain"/>; empty when there is none or it could not be asked for.</summary>
    public string Record { get; init; } = "";

    /// <summary>The term of the record that decided, such as <c>include:_spf.example.com</c>; empty when none did.</summary>
    public string MatchedTerm { get; init; } = "";

    /// <summary>The domain whose record has that term: <see cref="Domain"/>, or the one that it redirects to; empty when none did.</summary>
    public string MatchedDomain { get; init; } = "";

    /// <summary>With fail, the domain's own explanation (RFC 7208 section 6.2); empty when it has none. It is foreign text.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>How many terms asked the DNS.</summary>
    public int Lookups { get; init; }

    /// <summary>How many look-ups found nothing.</summary>
    public int VoidLookups { get; init; }

    /// <summary>For permerror and temperror the reason.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The domain, the client and the result.</summary>
    public override string ToString() => Domain + " " + ClientAddress + ": " + Result;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("domain", Domain);
        writer.WriteMember("scope", Scope == SpfScope.Helo ? "helo" : "mfrom");
        writer.WriteMember("sender", Sender);
        writer.WriteMember("clientAddress", ClientAddress);
        writer.WriteMember("result", Result.ToString().ToLowerInvariant());
        writer.WriteMember("record", Record);
        writer.WriteMember("matchedTerm", MatchedTerm);
        writer.WriteMember("matchedDomain", MatchedDomain);
        writer.WriteMember("explanation", Explanation);
        writer.WriteMember("lookups", Lookups);
        writer.WriteMember("voidLookups", VoidLookups);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
