using System.Globalization;
using System.Text;

namespace MailOps.Bounces;

/// <summary>Puts letters together: what happened, what to do, the evidence.</summary>
internal static class LetterWriter
{
    private const int LabelWidth = 16;
    private const int LineWidth = 78;
    private const int MaxAnswer = 600;

    public static BounceLetter? Write(BounceClassification bounce, CultureInfo culture)
    {
        if (LetterTexts.Of(bounce.Action) is not { } text)
        {
            return null;
        }

        // Whose list or mail it is knows the address that was written to; only the recipient's own server knows what became of it.
        var named = bounce.OriginalRecipient.Length > 0 && text.Audience != BounceAudience.RecipientAdmin ? bounce.OriginalRecipient : bounce.Address;
        var address = named.Length > 0 ? named : LetterTexts.NoAddress.For(culture);
        var domain = AddressText.DomainOf(bounce.Address);
        var body = new StringBuilder();
        body.Append(LetterTexts.Greeting.For(culture)).Append("\n\n");
        Wrap(body, Fill(LetterTexts.EventOf(bounce.Kind).For(culture), address) + " " + ReasonTexts.Of(bounce.Reason).For(culture), "");
        body.Append('\n');
        Wrap(body, Fill(text.Request.For(culture), address), "");
        body.Append('\n').Append(LetterTexts.Evidence.For(culture)).Append('\n');
        AppendEvidence(body, bounce, culture);
        return new BounceLetter
        {
            Audience = text.Audience,
            To = text.Audience == BounceAudience.RecipientAdmin && domain.Length > 0 ? "postmaster@" + domain : "",
            Subject = Fill(text.Subject.For(culture), address),
            Body = body.ToString(),
        };
    }

    private static void AppendEvidence(StringBuilder body, BounceClassification bounce, CultureInfo culture)
    {
        var codes = ((bounce.ReplyCode?.ToString(CultureInfo.InvariantCulture) ?? "") + " " + bounce.Status).Trim();
        Append(body, LetterTexts.Recipient.For(culture), bounce.Address);
        Append(body, LetterTexts.Original.For(culture), bounce.OriginalRecipient);
        Append(body, LetterTexts.Server.For(culture), bounce.RemoteMta);
        Append(body, LetterTexts.Reporter.For(culture), bounce.ReportingMta);
        Append(body, LetterTexts.Codes.For(culture), codes);
        Append(body, LetterTexts.Answer.For(culture), bounce.Diagnostic.Length > MaxAnswer ? bounce.Diagnostic.Substring(0, MaxAnswer) : bounce.Diagnostic);
        Append(body, LetterTexts.Message.For(culture), bounce.MessageId.Length > 0 ? "<" + bounce.MessageId + ">" : "");
        Append(body, "ENVID", bounce.EnvelopeId);
    }

    private static void Append(StringBuilder body, string label, string value)
    {
        if (value.Length > 0)
        {
            Wrap(body, "  " + (label + ":").PadRight(LabelWidth) + DisplayText.Clean(value), new string(' ', LabelWidth + 2));
        }
    }

    private static string Fill(string text, string address) => text.Replace("{0}", address, System.StringComparison.Ordinal);

    // Breaks at spaces; a word longer than the line keeps a line of its own, so that an address can still be copied.
    private static void Wrap(StringBuilder body, string text, string indent)
    {
        var lead = "";
        while (lead.Length + text.Length > LineWidth)
        {
            var begin = text.Length - text.TrimStart(' ').Length;
            var cut = text.LastIndexOf(' ', LineWidth - lead.Length);
            cut = cut > begin ? cut : text.IndexOf(' ', begin);
            if (cut < 0)
            {
                break;
            }

            body.Append(lead).Append(text, 0, cut).Append('\n');
            lead = indent;
            text = text.Substring(cut + 1);
        }

        body.Append(lead).Append(text).Append('\n');
    }
}
