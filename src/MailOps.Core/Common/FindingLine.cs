namespace MailOps;

/// <summary>A finding on one line of a terminal, as a warning of either face. Its words may quote foreign text.</summary>
internal static class FindingLine
{
    public static string Of(Finding finding) =>
        DisplayText.Clean(finding.Advice.Length == 0 ? finding.Message : finding.Message + " " + finding.Advice) + " [" + finding.Id + "]";
}
