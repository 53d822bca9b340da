namespace MailOps.Suppression;

/// <summary>Says in words why an address is blocked.</summary>
internal static class SuppressionText
{
    private static readonly Localized OnList = new("on the suppression list", "auf der Sperrliste");

    public static string Describe(SuppressionEntry entry) =>
        Describe(entry.Reason == Bounces.BounceReason.Undefined ? "" : entry.Reason.ToString(), entry.Status, entry.Diagnostic);

    /// <summary>The reason for people, with the evidence: <c>on the suppression list: UserUnknown, 5.1.1, no such user</c>.</summary>
    public static string Describe(string reason, string status, string diagnostic)
    {
        var text = OnList.Current;
        var separator = ": ";
        foreach (var part in (string[])[reason, status, diagnostic])
        {
            if (part.Length > 0)
            {
                text += separator + part;
                separator = ", ";
            }
        }

        return text;
    }
}
