namespace MailOps.Addresses;

/// <summary>Which options of an address check go together: one that would be ignored silently is refused, since its user believes it works.</summary>
internal static class AddressOptionRules
{
    /// <summary>Refuses options without effect.</summary>
    /// <param name="syntaxOnly">Whether nothing is looked up.</param>
    /// <param name="keeps">Whether results are kept or reused.</param>
    /// <param name="probe">Whether mail servers are asked.</param>
    /// <param name="hasProbeSettings">Whether something is said about how they are asked.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Address.ConflictingOptions</c></exception>
    public static void Check(bool syntaxOnly, bool keeps, bool probe, bool hasProbeSettings)
    {
        if (syntaxOnly && probe)
        {
            throw Conflict(
                new("A check of the syntax alone asks no mail server.", "Eine reine Syntaxprüfung fragt keinen Mailserver."),
                new("Leave one of the two out.", "Lassen Sie eines von beiden weg."));
        }

        if (syntaxOnly && keeps)
        {
            throw Conflict(
                new("A check of the syntax alone keeps no results and reuses none.", "Eine reine Syntaxprüfung hebt keine Ergebnisse auf und verwendet keine wieder."),
                new("Leave -SyntaxOnly out, or -Keep and -MaxAge.", "Lassen Sie -SyntaxOnly weg, oder -Keep und -MaxAge."));
        }

        if (hasProbeSettings && !probe)
        {
            throw Conflict(
                new("It is said how mail servers are asked, but not that they are.", "Es ist angegeben, wie Mailserver gefragt werden, aber nicht, dass sie gefragt werden."),
                new("Add -Probe or --probe, or leave its settings out.", "Ergänzen Sie -Probe oder --probe, oder lassen Sie dessen Einstellungen weg."));
        }
    }

    private static MailOpsException Conflict(Localized message, Localized advice) => new(
        "MailOps.Address.ConflictingOptions", MailOpsErrorKind.InvalidArgument, message.Current, advice.Current);
}
