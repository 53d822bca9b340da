using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MailOps.Mime;

namespace MailOps.Mailboxes;

/// <summary>The parts of a message that lies in a file, as a server would describe them.</summary>
internal static class MaildirStructure
{
    private const int MaxBytes = 64 << 20;

    /// <summary>Reads the tree; null for a message too large to be taken apart in memory.</summary>
    public static MailBodyPart? Read(FileStream file)
    {
        if (file.Length > MaxBytes)
        {
            return null;
        }

        file.Position = 0;
        using var content = new MemoryStream();
        file.CopyTo(content);
        return Describe(MimeReader.Read(content.ToArray()), "");
    }

    private static MailBodyPart Describe(MimeEntity entity, string number)
    {
        List<MailBodyPart> parts = [];
        foreach (var child in entity.Parts)
        {
            var index = (parts.Count + 1).ToString(CultureInfo.InvariantCulture);
            var isBody = entity.EmbeddedMessage is not null && child.IsMultipart();
            var inner = Describe(child, isBody ? number : number.Length == 0 ? index : number + "." + index);
            parts.Add(isBody ? inner with { Number = "" } : inner);
        }

        return new MailBodyPart
        {
            Number = number.Length == 0 && parts.Count == 0 ? "1" : number,
            MediaType = entity.ContentType.MediaType.ToLowerInvariant(),
            Disposition = entity.Disposition?.ToLowerInvariant() ?? "",
            FileName = entity.FileName ?? "",
            Size = entity.RawBody.Length,
            Parts = parts,
        };
    }
}
