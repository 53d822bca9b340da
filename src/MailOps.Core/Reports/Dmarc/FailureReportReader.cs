using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MailOps.Mime;

namespace MailOps.Reports.Dmarc;

/// <summary>Reads the fields of a feedback report (RFC 5965 section 3, RFC 6591 section 3, RFC 9991).</summary>
internal static class FailureReportReader
{
    private const int MaxFields = 200;

    public static DmarcFailureReport? Read(MimeEntity mail, string source)
    {
        if (FeedbackPart.Find(mail) is not { } part)
        {
            return null;
        }

        // Some put the fields into the header of the part.
        var content = part.GetContent();
        var groups = MimeHeaderBlock.ReadGroups(content.Span.IndexOf((byte)':') >= 0 ? content : part.RawHeader).ToList();
        var original = FeedbackPart.FindOriginal(mail);
        string Field(string name) => groups.Select(g => g[name]).FirstOrDefault(v => v is not null) is { } value ? Clean(value) : "";
        return new DmarcFailureReport
        {
            Source = source,
            FeedbackType = Field("Feedback-Type").ToLowerInvariant(),
            AuthenticationFailure = Field("Auth-Failure").ToLowerInvariant(),
            Domain = Field("Reported-Domain").ToLowerInvariant(),
            SourceAddress = FirstWord(Field("Source-IP")),
            OriginalMailFrom = Bare(Field("Original-Mail-From")),
            OriginalRecipient = Bare(Field("Original-Rcpt-To")),
            Arrival = ReadDate(Field("Arrival-Date").Length > 0 ? Field("Arrival-Date") : Field("Received-Date")),
            DeliveryResult = Field("Delivery-Result").ToLowerInvariant(),
            IdentityAlignment = Field("Identity-Alignment").ToLowerInvariant(),
            AuthenticationResults = Field("Authentication-Results"),
            DkimDomain = Field("DKIM-Domain").ToLowerInvariant(),
            DkimSelector = Field("DKIM-Selector"),
            SpfDns = Field("SPF-DNS"),
            UserAgent = Field("User-Agent"),
            MessageId = Field("Message-ID").Length > 0 ? Field("Message-ID") : Clean(original?["Message-ID"] ?? ""),
            From = Clean(original?["From"] ?? ""),
            Subject = Clean(original?["Subject"] ?? ""),
            Fields = new TextList(FieldsOf(groups).Take(MaxFields)),
        };
    }

    private static IEnumerable<string> FieldsOf(List<MimeHeaderList> groups)
    {
        foreach (var group in groups)
        {
            foreach (var field in group)
            {
                yield return field.Name.ToLowerInvariant() + ": " + Clean(field.Value);
            }
        }
    }

    private static string Clean(string value)
    {
        const int Longest = 2000;
        return DisplayText.Quote(OneSpace(value.Trim()).AsSpan(), Longest);
    }

    // Where a field was folded, several spaces may stand.
    private static string OneSpace(string value)
    {
        if (!value.Contains("  ", StringComparison.Ordinal) && value.IndexOf('\t') < 0)
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is not (' ' or '\t'))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[text.Length - 1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }

    private static string FirstWord(string text) => text.IndexOf(' ') is var space and >= 0 ? text.Substring(0, space) : text;

    private static string Bare(string address) => address.Length > 1 && address[0] == '<' && address[address.Length - 1] == '>' ? address.Substring(1, address.Length - 2) : address;

    private static DateTime? ReadDate(string text)
    {
        var comment = text.IndexOf('(');
        var plain = comment < 0 ? text : text.Substring(0, comment);
        return DateTimeOffset.TryParse(plain.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.UtcDateTime : null;
    }
}
