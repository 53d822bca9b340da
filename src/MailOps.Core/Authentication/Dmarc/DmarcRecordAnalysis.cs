namespace MailOps.Authentication.Dmarc;

/// <summary>What <see cref="DmarcRecordParser"/> makes of a text.</summary>
public sealed record DmarcRecordAnalysis
{
    /// <summary>The record; null when the text is not one, since it does not begin with <c>v=DMARC1</c>.</summary>
    public DmarcRecord? Record { get; init; }

    /// <summary>Whether the text begins with the version of DMARC. All other texts are ignored by receivers.</summary>
    public bool IsDmarc => Record is not null;

    /// <summary>Whether receivers would use the record as a policy; see <see cref="DmarcRecord.Applies"/>.</summary>
    public bool Applies => Record is { Applies: true };

    /// <summary>What is wrong with the text, or worth knowing.</summary>
    public FindingList Findings { get; init; } = FindingList.Empty;
}
