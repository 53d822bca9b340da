using System.Globalization;
using MailOps.Bounces;

namespace MailOps.Suppression;

/// <summary>Why the suppression list does what it does, in words.</summary>
internal static class SuppressionTexts
{
    public static string AlreadyBlocked => new Localized("it was blocked before", "sie war schon gesperrt").Current;

    public static string AlreadyKnown => new Localized("this bounce was read before", "dieser Bounce wurde schon gelesen").Current;

    public static string Unmatched => new Localized(
        "it joins no mail sent from this store; evidence only", "gehört zu keiner Mail aus diesem Speicher; nur ein Indiz").Current;

    public static string NotAFailure(BounceClassification bounce) => Fill(
        new("no failure: {0}", "kein Fehlschlag: {0}"), bounce.Kind);

    public static string NotTheRecipient(BounceClassification bounce) => Fill(
        new("not the recipient's fault: {0}", "liegt nicht am Empfänger: {0}"), bounce.Reason);

    public static string Blocked(BounceClassification bounce) => Fill(
        new("{0}: {1}", "{0}: {1}"), bounce.Reason, bounce.Diagnostic.Length > 0 ? bounce.Diagnostic : bounce.Status);

    public static string Observed(BounceClassification bounce, int softFailures) => bounce.Permanence == BouncePermanence.Soft
        ? Fill(new("{0}: soft failure number {1} in a row", "{0}: weicher Fehlschlag Nummer {1} in Folge"), bounce.Reason, softFailures)
        : Fill(new("{0}: noted", "{0}: vermerkt"), bounce.Reason);

    private static string Fill(Localized text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.Current, values);
}
