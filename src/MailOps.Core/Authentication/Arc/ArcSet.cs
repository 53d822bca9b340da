using System;
using MailOps.Json;

namespace MailOps.Authentication.Arc;

/// <summary>One set of ARC fields: what one host found and sealed (RFC 8617 section 4.2).</summary>
public sealed record ArcSet
{
    /// <summary>The place in the chain, 1 for the first host.</summary>
    public required int Instance { get; init; }

    /// <summary>The domain that sealed.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The selector of the seal.</summary>
    public string Selector { get; init; } = "";

    /// <summary>What the host said of the chain before it, tag <c>cv</c>: none, pass or fail.</summary>
    public string ChainState { get; init; } = "";

    /// <summary>Who made the results, the authserv-id.</summary>
    public string AuthservId { get; init; } = "";

    /// <summary>The results that this host found, as it wrote them. They count only as far as the sealer is trusted.</summary>
    public string Results { get; init; } = "";

    /// <summary>When it was sealed, UTC; null when it does not say.</summary>
    public DateTime? SealedAt { get; init; }

    /// <summary>Instance and domain.</summary>
    public override string ToString() => "i=" + Instance.ToString(System.Globalization.CultureInfo.InvariantCulture) + " d=" + Domain;

    internal void WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("instance", Instance);
        writer.WriteMember("domain", Domain);
        writer.WriteMember("selector", Selector);
        writer.WriteMember("chainState", ChainState);
        writer.WriteMember("authservId", AuthservId);
        writer.WriteMember("results", Results);
        writer.WriteName("sealedAt");
        if (SealedAt is { } time)
        {
            writer.WriteTime(time);
        }
        else
        {
            writer.WriteNull();
        }

        writer.WriteEndObject();
    }
}
