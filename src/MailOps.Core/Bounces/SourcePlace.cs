namespace MailOps.Bounces;

/// <summary>Where a mail came from, and what was wrong there.</summary>
internal readonly record struct SourcePlace(string Source, int Index, FindingList Findings)
{
    public static readonly SourcePlace Memory = new("", 0, FindingList.Empty);
}
