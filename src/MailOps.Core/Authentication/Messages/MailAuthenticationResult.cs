using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Dmarc;
using MailOps.Authentication.Spf;
using MailOps.Json;

namespace MailOps.Authentication;

/// <summary>What authentication says about one message.</summary>
public sealed record MailAuthenticationResult : IJsonResult
{
    /// <summary>The domain of the From field; empty when there is none.</summary>
    public required string AuthorDomain { get; init; }

    /// <summary>The Message-ID; empty when there is none.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>What a receiver that follows the standards would do.</summary>
    public required ReceiverAction Action { get; init; }

    /// <summary>Whether the author is proven: what <c>-Quiet</c> answers. False when unknown.</summary>
    public bool Passed => Action == ReceiverAction.Deliver && (DmarcResult == DmarcResult.Pass || (DmarcResult == DmarcResult.None && (SpfResult == SpfResult.Pass || DkimResult == DkimResult.Pass)));

    /// <summary>Where client and envelope come from.</summary>
    public ClientSource ClientSource { get; init; }

    /// <summary>The address of the client; empty when not known.</summary>
    public string ClientAddress { get; init; } = "";

    /// <summary>The name that the client gave; empty when not known.</summary>
    public string Helo { get; init; } = "";

    /// <summary>The address of MAIL FROM; empty for bounces and when not known.</summary>
    public string MailFrom { get; init; } = "";

    /// <summary>The host whose Received field was believed; empty otherwise.</summary>
    public string ReceivedBy { get; init; } = "";

    /// <summary>What SPF gave; None also when it could not be judged.</summary>
    public SpfResult SpfResult => Spf?.Result ?? SpfResult.None;

    /// <summary>What DKIM gave.</summary>
    public DkimResult DkimResult => Dkim.Result;

    /// <summary>What DMARC gave.</summary>
    public DmarcResult DmarcResult => Dmarc?.Result ?? DmarcResult.None;

    /// <summary>What ARC gave.</summary>
    public ArcResult ArcResult => Arc.Result;

    /// <summary>SPF in full; null when no client is known.</summary>
    public SpfCheckResult? Spf { get; init; }

    /// <summary>DKIM in full.</summary>
    public required DkimVerification Dkim { get; init; }

    /// <summary>DMARC in full; null when From names no domain.</summary>
    public DmarcEvaluation? Dmarc { get; init; }

    /// <summary>ARC in full.</summary>
    public required ArcVerification Arc { get; init; }

    /// <summary>The field that a receiver writes (RFC 8601), folded, without a final line end.</summary>
    public string AuthenticationResults { get; init; } = "";

    /// <summary>The shortest list of things to do until the author is proven, the most useful first; empty when there is nothing to do.</summary>
    public TextList Fixes { get; init; } = TextList.Empty;

    /// <summary>What was noticed.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>The author's domain, the results and the action.</summary>
    public override string ToString() => AuthorDomain + ": spf=" + SpfResult + " dkim=" + DkimResult + " dmarc=" + DmarcResult + " arc=" + ArcResult + ", " + Action;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("authorDomain", AuthorDomain);
        writer.WriteMember("messageId", MessageId);
        writer.WriteMember("action", MailOpsJson.Name(Action));
        writer.WriteMember("passed", Passed);
        writer.WriteMember("clientSource", MailOpsJson.Name(ClientSource));
        writer.WriteMember("clientAddress", ClientAddress);
        writer.WriteMember("helo", Helo);
        writer.WriteMember("mailFrom", MailFrom);
        writer.WriteMember("receivedBy", ReceivedBy);
        writer.WriteMember("spf", SpfResult.ToString().ToLowerInvariant());
        writer.WriteMember("spfDomain", Spf?.Domain ?? "");
        writer.WriteMember("dkim", DkimResult.ToString().ToLowerInvariant());
        writer.WriteName("signatures");
        writer.WriteStartArray();
        foreach (var signature in Dkim.Signatures)
        {
            signature.WriteJson(writer);
        }

        writer.WriteEndArray();
        writer.WriteMember("dmarc", DmarcResult.ToString().ToLowerInvariant());
        writer.WriteMember("dmarcPolicy", Dmarc?.Policy is { } policy ? DmarcPolicyReading.NameOf(policy) : null);
        writer.WriteMember("dmarcDisposition", Dmarc?.Disposition is { } disposition ? DmarcPolicyReading.NameOf(disposition) : null);
        writer.WriteMember("spfAligned", Dmarc?.SpfAligned ?? false);
        writer.WriteMember("dkimAligned", Dmarc?.DkimAligned ?? false);
        writer.WriteName("arc");
        Arc.WriteJson(writer);
        writer.WriteMember("authenticationResults", AuthenticationResults);
        writer.WriteName("fixes");
        writer.WriteStartArray();
        foreach (var fix in Fixes)
        {
            writer.WriteString(fix);
        }

        writer.WriteEndArray();
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
