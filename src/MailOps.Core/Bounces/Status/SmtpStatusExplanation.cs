using MailOps.Json;

namespace MailOps.Bounces;

/// <summary>Whether a code means success, a try again, or a refusal.</summary>
public enum SmtpStatusSeverity
{
    /// <summary>Codes of class 2: done.</summary>
    Success,

    /// <summary>Codes of class 3: the server waits for more.</summary>
    Intermediate,

    /// <summary>Codes of class 4: not now; the sending server tries again by itself.</summary>
    Temporary,

    /// <summary>Codes of class 5: no; the same message will be refused again.</summary>
    Permanent,
}

/// <summary>One SMTP reply code or enhanced status code in plain words, English or German by the UI culture.</summary>
public sealed record SmtpStatusExplanation : IJsonResult
{
    /// <summary>The code as asked for: three digits (RFC 5321) or <c>class.subject.detail</c> (RFC 3463).</summary>
    public required string Code { get; init; }

    /// <summary>Whether it means success, a try again, or a refusal.</summary>
    public required SmtpStatusSeverity Severity { get; init; }

    /// <summary>The name of the code in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What it means.</summary>
    public required string Meaning { get; init; }

    /// <summary>What the sender can do.</summary>
    public required string Advice { get; init; }

    /// <summary>The document that defines it; empty for a code that none defines.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Whether a document or the IANA registry defines exactly this code; otherwise the words come from its first numbers.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>
    /// What the classifier makes of a bounce with this code and the text that came with it; <see cref="BounceReason.Undefined"/> for a
    /// code alone that tells nothing.
    /// </summary>
    public BounceReason Reason { get; init; }

    /// <summary>Whether a bounce with this code and text means that the address is lost.</summary>
    public BouncePermanence Permanence { get; init; }

    /// <summary>The text that came with the code; empty for a code alone.</summary>
    public string Text { get; init; } = "";

    /// <summary>The object that the code was found in, set by a cmdlet; else null.</summary>
    public object? InputObject { get; init; }

    /// <summary>Code and title on one line.</summary>
    public override string ToString() => Code + " " + Title;

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("code", Code);
        writer.WriteMember("severity", MailOpsJson.Name(Severity));
        writer.WriteMember("title", Title);
        writer.WriteMember("meaning", Meaning);
        writer.WriteMember("advice", Advice);
        writer.WriteMember("reference", Reference);
        writer.WriteMember("registered", IsRegistered);
        writer.WriteMember("reason", Reason == BounceReason.Undefined ? null : MailOpsJson.Name(Reason));
        writer.WriteMember("permanence", Permanence == BouncePermanence.None ? null : MailOpsJson.Name(Permanence));
        writer.WriteMember("text", Text);
        writer.WriteEndObject();
    }
}
