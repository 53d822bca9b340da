using System;
using MailOps.Authentication.Arc;
using MailOps.Authentication.Dkim;
using MailOps.Authentication.Signing;
using MailOps.Json;

namespace MailOps.Authentication;

/// <summary>A message that got a DKIM signature or a set of ARC, and the fields that were added.</summary>
public sealed record MailSigning : IJsonResult
{
    /// <summary>The fields that go before the message, folded; empty when nothing may be added.</summary>
    public string Fields { get; init; } = "";

    /// <summary>Whether something was added.</summary>
    public bool Changed => Fields.Length > 0;

    /// <summary>The file of the signed message; empty when none was written.</summary>
    public string Path { get; init; } = "";

    /// <summary>The whole message with the new fields, its line ends as they were.</summary>
    public required byte[] RawMessage { get; init; }

    /// <summary>Why nothing was added.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;

    /// <summary>The object this was made from, set by a cmdlet so that the pipeline keeps its other properties; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Signs a message with DKIM.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="message">The whole message.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.NothingToSign.</exception>
    public static MailSigning WithDkim(DkimSigner signer, ReadOnlyMemory<byte> message)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var field = signer.Sign(message);
        return new MailSigning { Fields = field, RawMessage = FieldPrefix.Prepend(field, message.Span) };
    }

    /// <summary>Seals a message with ARC.</summary>
    /// <param name="sealer">The sealer.</param>
    /// <param name="message">The whole message as it will leave.</param>
    /// <param name="arrival">What authentication gave when the message arrived; null: what the host's own Authentication-Results in the header says.</param>
    public static MailSigning WithArc(ArcSealer sealer, ReadOnlyMemory<byte> message, MailAuthenticationResult? arrival = null)
    {
        ArgumentNullException.ThrowIfNull(sealer);
        var sealing = arrival is null ? sealer.Seal(message) : sealer.Seal(message, arrival);
        return new MailSigning
        {
            Fields = sealing.Fields,
            RawMessage = sealing.Changed ? FieldPrefix.Prepend(sealing.Fields, message.Span) : message.ToArray(),
            Findings = sealing.Findings,
        };
    }

    /// <summary>The fields.</summary>
    public override string ToString() => Fields;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("path", Path);
        writer.WriteMember("changed", Changed);
        writer.WriteMember("fields", Fields);
        MailOpsJson.WriteFindings(writer, Findings);
        writer.WriteEndObject();
    }
}
