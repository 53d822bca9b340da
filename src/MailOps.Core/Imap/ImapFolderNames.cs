using System;
using System.Collections.Generic;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>
/// Names of folders as people read them and as the server has them. A name that was listed goes back exactly as it came, also where no
/// encoder would write it so; two folders never share one name.
/// </summary>
internal sealed class ImapFolderNames
{
    private readonly Dictionary<string, string> _wire = new(StringComparer.Ordinal);

    /// <summary>The name for a folder of a listing.</summary>
    public string ToName(string wire, bool utf8)
    {
        if (string.Equals(wire, "INBOX", StringComparison.OrdinalIgnoreCase))
        {
            return "INBOX";
        }

        if (utf8 || !ModifiedUtf7.TryDecode(wire, out var name))
        {
            // Not decoded: marked so that it cannot be taken for the folder whose name decodes to the same text.
            name = utf8 ? wire : wire.Replace("&", "&\uFFFD");
        }

        while (_wire.TryGetValue(name, out var other) && other != wire)
        {
            name += "\uFFFD";
        }

        _wire[name] = wire;
        return name;
    }

    /// <summary>The name for a command.</summary>
    public string ToWire(string name, bool utf8)
    {
        if (_wire.TryGetValue(name, out var wire))
        {
            return wire;
        }

        foreach (var c in name)
        {
            if (char.IsControl(c))
            {
                throw MailboxErrors.InvalidName("folder", name);
            }
        }

        return utf8 ? name : ModifiedUtf7.Encode(name);
    }
}
