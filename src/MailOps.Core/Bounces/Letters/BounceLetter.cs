using System.Globalization;
using MailOps.Json;

namespace MailOps.Bounces;

/// <summary>
/// A mail or ticket about one bounce, ready to send: who has to do what, and the evidence. In German where the user interface is German, else
/// in English.
/// </summary>
public sealed record BounceLetter : IJsonResult
{
    /// <summary>Whom it is written to.</summary>
    public required BounceAudience Audience { get; init; }

    /// <summary>The address to send it to where one follows from the bounce (<c>postmaster@</c> the recipient's domain); else empty.</summary>
    public string To { get; init; } = "";

    /// <summary>The subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>The text, with LF line ends.</summary>
    public required string Body { get; init; }

    /// <summary>The letter about a classification in a language of choice.</summary>
    /// <param name="bounce">The classification.</param>
    /// <param name="culture">German texts for <c>de</c>, English ones for all others.</param>
    /// <returns>The letter; null where nobody has to do anything.</returns>
    public static BounceLetter? For(BounceClassification bounce, CultureInfo culture)
    {
        System.ArgumentNullException.ThrowIfNull(bounce);
        System.ArgumentNullException.ThrowIfNull(culture);
        return LetterWriter.Write(bounce, culture);
    }

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMember("audience", MailOpsJson.Name(Audience));
        writer.WriteMember("to", To);
        writer.WriteMember("subject", Subject);
        writer.WriteMember("body", Body);
        writer.WriteEndObject();
    }

    /// <summary>Subject and text.</summary>
    public override string ToString() => Subject + "\n\n" + Body;
}

/// <summary>Who has to act on a bounce.</summary>
public enum BounceAudience
{
    /// <summary>Whoever keeps the list of recipients.</summary>
    ListOwner,

    /// <summary>The administrator of the sending system.</summary>
    MailAdmin,

    /// <summary>The administrator of the recipient's system.</summary>
    RecipientAdmin,

    /// <summary>The recipient, who must be reached another way.</summary>
    Recipient,

    /// <summary>Who wrote or sent the message.</summary>
    Author,
}
