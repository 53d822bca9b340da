using System.Collections.Generic;
using System.Linq;
using MailOps.Mime;

namespace MailOps.Recall;

/// <summary>What ties an answer to the mail that it answers (RFC 5322 section 3.6.4).</summary>
internal static class MailThread
{
    // The first one is the root of the thread, the last ones are the nearest: what lies between is not missed.
    private const int MaxReferences = 30;

    // RFC 5322 section 2.1.1: no line is longer, so no Message-ID can be.
    private const int MaxIdLength = 990;

    /// <summary>The Message-IDs that a mail refers to, without angle brackets, oldest first.</summary>
    public static TextList ReferencesOf(MimeHeaderList headers)
    {
        var references = ReadIds(headers["References"]);
        if (references.Count == 0 && ReadIds(headers["In-Reply-To"]) is { Count: 1 } parent)
        {
            // Same section: where there is no References, an In-Reply-To of one id takes its place.
            references = parent;
        }

        return new TextList(references);
    }

    /// <summary>The header fields of an answer; none when the id cannot stand in a header.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> FieldsOf(string messageId, TextList references)
    {
        if (!IsId(messageId))
        {
            return [];
        }

        var all = references.Where(id => id != messageId).Append(messageId).ToList();
        if (all.Count > MaxReferences)
        {
            all.RemoveRange(1, all.Count - MaxReferences);
        }

        return
        [
            new KeyValuePair<string, string>("In-Reply-To", "<" + messageId + ">"),
            new KeyValuePair<string, string>("References", string.Join(" ", all.Select(id => "<" + id + ">"))),
        ];
    }

    private static List<string> ReadIds(string? field)
    {
        List<string> ids = [];
        var text = field ?? "";
        for (var open = text.IndexOf('<'); open >= 0; open = text.IndexOf('<', open + 1))
        {
            var close = text.IndexOf('>', open);
            if (close < 0)
            {
                break;
            }

            var id = text.Substring(open + 1, close - open - 1);
            if (IsId(id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && id.All(c => c is > ' ' and < '\x7f' and not ('<' or '>'));
}
