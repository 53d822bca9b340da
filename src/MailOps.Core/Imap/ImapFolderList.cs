using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>Lists the folders of the personal namespace (RFC 2342), with their uses (RFC 6154).</summary>
internal sealed class ImapFolderList(ImapConnection connection, ImapFolderNames names, ImapLimits limits)
{
    private readonly Dictionary<string, MailFolder> _folders = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<MailFolder>> ReadAsync(CancellationToken cancellationToken)
    {
        var spaces = ImapNamespaces.Unknown;
        if (connection.Capabilities.Namespace)
        {
            await connection.RunAsync(
                connection.Command("NAMESPACE"), response => ImapNamespaces.TryRead(response, ref spaces), cancellationToken).ConfigureAwait(false);
        }

        foreach (var prefix in spaces.Personal)
        {
            await ListAsync(prefix + "*", spaces, cancellationToken).ConfigureAwait(false);
        }

        // With a prefix such as "INBOX." the inbox itself stands outside of it.
        if (!_folders.ContainsKey("INBOX"))
        {
            await ListAsync("INBOX", spaces, cancellationToken).ConfigureAwait(false);
        }

        return [.. _folders.Values.OrderBy(f => f.Name == "INBOX" ? "" : f.Name, StringComparer.Ordinal)];
    }

    private async Task ListAsync(string pattern, ImapNamespaces spaces, CancellationToken cancellationToken)
    {
        var command = connection.Command("LIST \"\"").String(pattern);
        if (connection.Capabilities.SpecialUse)
        {
            command.Raw(" RETURN (SPECIAL-USE)");
        }

        await connection.RunAsync(command, response => Take(response, spaces), cancellationToken).ConfigureAwait(false);
    }

    private bool Take(ImapResponse response, ImapNamespaces spaces)
    {
        if (response.Name != "LIST")
        {
            return false;
        }

        if (!ListReader.TryRead(response, out var entry))
        {
            throw connection.Violation(response);
        }

        // "*" lists what others share as well, where their namespaces lie below ours.
        if (spaces.IsForeign(entry.WireName))
        {
            return true;
        }

        var name = names.ToName(entry.WireName, connection.Capabilities.Utf8Enabled);
        if (_folders.Count == limits.MaxFolders && !_folders.ContainsKey(name))
        {
            connection.Dispose();
            throw ImapErrors.Flood(connection.Endpoint, limits.MaxFolders);
        }

        var isNew = !_folders.ContainsKey(name);
        _folders[name] = new MailFolder
        {
            Name = name,
            Separator = entry.Separator,
            Use = entry.Use | (name == "INBOX" ? MailFolderUse.Inbox : MailFolderUse.None),
            IsSelectable = entry.IsSelectable,
        };
        return isNew;
    }
}

/// <summary>The namespaces of a server.</summary>
internal sealed record ImapNamespaces
{
    // Servers have one or two of each kind.
    private const int MaxPrefixes = 100;

    /// <summary>A server that does not tell: all that it lists counts as personal.</summary>
    public static ImapNamespaces Unknown { get; } = new() { Personal = [""] };

    public IReadOnlyList<string> Personal { get; init; } = [];

    public IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>Whether a folder is another user's, or shared.</summary>
    public bool IsForeign(string name) => Foreign.Any(prefix => prefix.Length > 0 && (name + "\n").StartsWith(prefix, StringComparison.Ordinal))
        && !Personal.Any(own => own.Length > 0 && name.StartsWith(own, StringComparison.Ordinal)
            && !Foreign.Any(prefix => prefix.Length > own.Length && name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Reads <c>* NAMESPACE personal other shared</c>; false when the response is none.</summary>
    public static bool TryRead(ImapResponse response, ref ImapNamespaces spaces)
    {
        var tokens = response.Tokens;
        if (response.Name != "NAMESPACE" || !TryReadPrefixes(ref tokens, out var personal)
            || !TryReadPrefixes(ref tokens, out var others) || !TryReadPrefixes(ref tokens, out var shared))
        {
            return false;
        }

        spaces = new ImapNamespaces { Personal = personal, Foreign = [.. others, .. shared] };
        return true;
    }

    // namespace = nil / "(" 1*("(" string SP (DQUOTE QUOTED-CHAR DQUOTE / nil) [namespace-response-extensions] ")") ")"
    private static bool TryReadPrefixes(ref ImapTokens tokens, out List<string> prefixes)
    {
        prefixes = [];
        tokens.SkipSpaces();
        if (tokens.TryNil())
        {
            return true;
        }

        if (!tokens.TryTake('('))
        {
            return false;
        }

        for (tokens.SkipSpaces(); !tokens.TryTake(')'); tokens.SkipSpaces())
        {
            if (!tokens.TryTake('(') || !tokens.TryString(out var prefix) || prefixes.Count == MaxPrefixes)
            {
                return false;
            }

            prefixes.Add(System.Text.Encoding.UTF8.GetString(prefix.ToArray()));
            for (tokens.SkipSpaces(); !tokens.TryTake(')'); tokens.SkipSpaces())
            {
                if (!tokens.TrySkip())
                {
                    return false;
                }
            }
        }

        return true;
    }
}
