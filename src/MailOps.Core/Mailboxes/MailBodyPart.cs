using System;
using System.Collections.Generic;

namespace MailOps.Mailboxes;

/// <summary>A part of a message as the store describes it, without its content.</summary>
public sealed record MailBodyPart
{
    /// <summary>Its number, such as <c>1.2</c>; empty for the root of several parts. A message of one part has the number 1.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its type in lower case, such as <c>text/plain</c>.</summary>
    public string MediaType { get; init; } = "application/octet-stream";

    /// <summary>Parameters of the type by name, without regard to case; values as they were sent.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = Empty;

    /// <summary>Its Content-ID; empty when it has none.</summary>
    public string ContentId { get; init; } = "";

    /// <summary>Its transfer encoding in lower case; empty when it has none.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>How many octets it has, encoded.</summary>
    public long Size { get; init; }

    /// <summary>Its disposition in lower case, such as <c>attachment</c>; empty when it has none.</summary>
    public string Disposition { get; init; } = "";

    /// <summary>The name of its file, from the disposition or the type; empty when it has none.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The parts inside; those of a message/rfc822 part are those of the message.</summary>
    public IReadOnlyList<MailBodyPart> Parts { get; init; } = [];

    private static IReadOnlyDictionary<string, string> Empty { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>This part and all inside of it, in their order.</summary>
    public IEnumerable<MailBodyPart> Walk()
    {
        yield return this;
        foreach (var part in Parts)
        {
            foreach (var inner in part.Walk())
            {
                yield return inner;
            }
        }
    }

    /// <summary>Number and type, fit for a terminal.</summary>
    public override string ToString() => DisplayText.Clean((Number + " " + MediaType + " " + FileName).Trim());
}
