using System;

namespace MailOps.Reports;

/// <summary>Carries a finding out of a stream, up to the reader that reports it. It never leaves the readers.</summary>
internal sealed class ReportFaultException : Exception
{
    public ReportFaultException(Finding finding)
        : base(finding.Message) => Finding = finding;

    public Finding Finding { get; }
}
