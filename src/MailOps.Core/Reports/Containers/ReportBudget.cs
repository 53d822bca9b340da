namespace MailOps.Reports;

/// <summary>What one file, with all that is packed into it, has used of the limits.</summary>
internal sealed class ReportBudget(ReportLimits limits, string name)
{
    private long _expanded;
    private int _documents;

    public ReportLimits Limits { get; } = limits;

    /// <summary>Counts bytes that came out of an archive.</summary>
    /// <param name="bytes">How many came now.</param>
    /// <param name="expanded">How many came out of this stream so far.</param>
    /// <param name="packed">How many went into it so far.</param>
    /// <exception cref="ReportFaultException">It is too much.</exception>
    public void Expand(int bytes, long expanded, long packed)
    {
        _expanded += bytes;
        if (_expanded > Limits.MaxExpandedBytes)
        {
            throw new ReportFaultException(ReportFindings.TooLarge.Found(name, Limits.MaxExpandedBytes));
        }

        if (expanded > Limits.FreeExpandedBytes && expanded / Limits.MaxRatio > packed)
        {
            throw new ReportFaultException(ReportFindings.RatioTooHigh.Found(name, Limits.MaxRatio));
        }
    }

    public bool TryAddDocument() => ++_documents <= Limits.MaxDocuments;

    public Finding TooManyDocuments() => ReportFindings.TooManyDocuments.Found(name, Limits.MaxDocuments);
}
