using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Knows one format of reports. Readers are asked in the order of <see cref="BounceReaders"/>; the first that recognises the mail has the
/// word. docs/bounces.md tells how to add one.
/// </summary>
internal interface IBounceReader
{
    /// <summary>The name of the format, as results show it.</summary>
    string Name { get; }

    /// <summary>
    /// Phrases (see <see cref="PhraseMatcher"/>) one of which stands in the subject, the From field or the text of every mail of the
    /// format: the reader is asked only then. Empty: it is asked about every mail.
    /// </summary>
    IReadOnlyList<string> Signatures { get; }

    /// <summary>Collects facts. Must leave them alone when the mail is not of this format.</summary>
    bool TryRead(BounceContext context, BounceFacts facts);
}
