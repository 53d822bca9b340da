using System.Linq;
using MailOps.Addresses;
using MailOps.Mime;

namespace MailOps.Recall;

/// <summary>
/// What tells one message from all others: Message-ID and author, compared exactly. A field that comes twice, or holds more than one
/// author, matches nothing: which of them a person saw cannot be known.
/// </summary>
internal sealed class MessageKey
{
    private readonly string _messageId;
    private readonly string _sender;

    public MessageKey(string messageId, string sender)
    {
        _messageId = messageId;
        _sender = MailAddress.TryParse(sender, out var address) ? address.ComparisonKey : sender;
    }

    public static readonly TextList Fields = new(["Message-ID", "From", RecallQuarantine.Field]);

    /// <summary>Whether the header has the Message-ID, whoever wrote it.</summary>
    public bool HasId(MimeHeaderList headers) => ReadId(headers) == _messageId;

    public bool IsMatch(MimeHeaderList headers) => HasId(headers) && ReadAuthor(headers)?.ComparisonKey == _sender;

    public static string TrimId(string text)
    {
        var id = text.Trim();
        return id.Length > 2 && id[0] == '<' && id[id.Length - 1] == '>' ? id.Substring(1, id.Length - 2) : id;
    }

    public static string? ReadId(MimeHeaderList headers)
    {
        var fields = headers.Where(h => h.Is("Message-ID")).ToList();
        var id = fields.Count == 1 ? TrimId(fields[0].UnfoldedValue) : "";
        return id.Length == 0 ? null : id;
    }

    public static MailAddress? ReadAuthor(MimeHeaderList headers)
    {
        var fields = headers.Where(h => h.Is("From")).ToList();
        var authors = fields.Count == 1 ? MailAddressList.Parse(fields[0].UnfoldedValue) : null;
        return authors is { Count: 1 } && MailAddress.TryParse(authors[0].Address, out var author) ? author : null;
    }
}
