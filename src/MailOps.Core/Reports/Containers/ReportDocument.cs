using System.IO;
using MailOps.Mime;

namespace MailOps.Reports;

/// <summary>What a document looks like by its first bytes.</summary>
internal enum ReportDocumentKind
{
    Xml,
    Json,

    /// <summary>A mail with a feedback report (RFC 5965, RFC 6591, RFC 9991).</summary>
    Feedback,

    /// <summary>Nothing that could be read; <see cref="ReportDocument.Fault"/> says why.</summary>
    Fault,
}

/// <summary>One report inside a file, an archive or a mail.</summary>
internal sealed class ReportDocument
{
    public required ReportDocumentKind Kind { get; init; }

    /// <summary>Where it was found: the file, and the names inside it. For people only: nothing is ever written there.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes of XML or JSON; valid until the next document is asked for.</summary>
    public Stream Content { get; init; } = Stream.Null;

    /// <summary>The mail of a feedback report.</summary>
    public MimeEntity? Mail { get; init; }

    public Finding? Fault { get; init; }
}
