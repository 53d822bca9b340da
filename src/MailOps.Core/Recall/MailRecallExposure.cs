using System;
using System.Collections.Generic;
using System.Linq;
using MailOps.Json;
using MailOps.Mime;

namespace MailOps.Recall;

/// <summary>What of a mail was handed out and what of it is reachable without any mailbox.</summary>
public sealed record MailRecallExposure : IJsonResult
{
    /// <summary>Nothing known.</summary>
    public static readonly MailRecallExposure None = new();

    private const int MaxLinks = 1000;

    /// <summary>The names of its attachments; whoever saved one keeps it.</summary>
    public TextList Attachments { get; init; } = TextList.Empty;

    /// <summary>The addresses that it links to: what lies there stays reachable until it is taken down.</summary>
    public TextList Links { get; init; } = TextList.Empty;

    /// <summary>Links and images on the given domains: what an admin can take down.</summary>
    /// <param name="domains">Our own domains, with all below them.</param>
    public TextList LinksOn(IReadOnlyCollection<string> domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        return new TextList(Links.Where(link => Uri.TryCreate(link, UriKind.Absolute, out var uri) && domains.Any(domain => IsWithin(uri.Host, domain))));
    }

    internal static MailRecallExposure Read(MimeEntity message)
    {
        List<string> attachments = [];
        HashSet<string> links = new(StringComparer.Ordinal);
        foreach (var part in message.Descendants().Prepend(message))
        {
            if (part.FileName is { Length: > 0 } name)
            {
                attachments.Add(name);
            }
            else if (part.Disposition == "attachment")
            {
                attachments.Add(part.ContentType.ToString());
            }
            else if (part.ContentType.Is("text", null))
            {
                FindLinks(part.GetText(), links);
            }
        }

        return new MailRecallExposure { Attachments = new TextList(attachments), Links = new TextList(links) };
    }

    internal static bool IsWithin(string host, string domain) => host.Equals(domain, StringComparison.OrdinalIgnoreCase)
        || (host.Length > domain.Length && host[host.Length - domain.Length - 1] == '.' && host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));

    void IJsonResult.WriteJson(JsonWriter writer)
    {
        writer.WriteStartObject();
        MailOpsJson.WriteMember(writer, "attachments", Attachments);
        MailOpsJson.WriteMember(writer, "links", Links);
        writer.WriteEndObject();
    }

    // Plain text and HTML alike: an address runs up to a blank, a quote or a bracket.
    private static void FindLinks(string text, HashSet<string> links)
    {
        for (var at = Next(text, 0); at >= 0 && links.Count < MaxLinks; at = Next(text, at + 1))
        {
            var end = at;
            while (end < text.Length && text[end] > ' ' && text[end] is not ('"' or '\'' or '<' or '>' or ')' or ']' or '}' or '|' or '\\'))
            {
                end++;
            }

            var link = text.Substring(at, end - at).TrimEnd('.', ',', ';', ':', '!', '?').Replace("&amp;", "&");
            if (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Host.Length > 0)
            {
                links.Add(link);
            }
        }
    }

    private static int Next(string text, int from)
    {
        for (var at = text.IndexOf("://", from, StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            foreach (var scheme in new[] { "https", "http", "ftp" })
            {
                if (at - scheme.Length >= from && string.Compare(text, at - scheme.Length, scheme, 0, scheme.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    return at - scheme.Length;
                }
            }
        }

        return -1;
    }
}
