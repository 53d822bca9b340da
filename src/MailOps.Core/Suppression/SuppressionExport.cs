using System;
using System.Globalization;
using System.IO;
using MailOps.Bounces;

namespace MailOps.Suppression;

/// <summary>The forms in which a list leaves.</summary>
public enum SuppressionFormat
{
    /// <summary>All that is known, in columns of our own; Import-MailSuppression reads it back.</summary>
    Csv,

    /// <summary>An address a line.</summary>
    List,

    /// <summary>What Amazon SES imports: address and BOUNCE or COMPLAINT, without titles.</summary>
    Ses,

    /// <summary>What Mailgun imports: address, code, error, created_at.</summary>
    Mailgun,

    /// <summary>What SendGrid imports: email.</summary>
    SendGrid,

    /// <summary>The columns of Postmark: EmailAddress, SuppressionReason, Origin, CreatedAt.</summary>
    Postmark,
}

/// <summary>Writes the list as others import it.</summary>
public sealed class SuppressionExport
{
    private readonly TextWriter _output;
    private readonly SuppressionFormat _format;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="format">The form.</param>
    public SuppressionExport(TextWriter output, SuppressionFormat format)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _format = format;
        var titles = format switch
        {
            SuppressionFormat.Csv => "Address,State,Basis,Reason,Since,Status,Diagnostic,MessageId",
            SuppressionFormat.Mailgun => "address,code,error,created_at",
            SuppressionFormat.SendGrid => "email",
            SuppressionFormat.Postmark => "EmailAddress,SuppressionReason,Origin,CreatedAt",
            _ => null,
        };
        if (titles is not null)
        {
            WriteLine(titles);
        }
    }

    /// <summary>Writes one entry.</summary>
    /// <param name="entry">The entry.</param>
    public void Write(SuppressionEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var since = entry.Since.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var isComplaint = entry.Basis == SuppressionBasis.Complaint || entry.Reason == BounceReason.Feedback;
        WriteLine(_format switch
        {
            SuppressionFormat.Csv => string.Join(
                ",", Quote(entry.Address), entry.State, entry.Basis, entry.Reason, since, entry.Status, QuoteForeign(entry.Diagnostic), QuoteForeign(entry.MessageId)),
            SuppressionFormat.Ses => Quote(entry.Address) + "," + (isComplaint ? "COMPLAINT" : "BOUNCE"),
            SuppressionFormat.Mailgun => string.Join(
                ",", Quote(entry.Address), isComplaint ? "" : "550", QuoteForeign(entry.Diagnostic), entry.Since.ToString("R", CultureInfo.InvariantCulture)),
            SuppressionFormat.Postmark => string.Join(
                ",", Quote(entry.Address), isComplaint ? "SpamComplaint" : entry.Basis == SuppressionBasis.Manual ? "ManualSuppression" : "HardBounce",
                "Customer", since),
            _ => Quote(entry.Address),
        });
    }

    private static string Quote(string text) =>
        text.IndexOfAny([',', '"', '\r', '\n', ';']) < 0 ? text : "\"" + text.Replace("\"", "\"\"") + "\"";

    // Foreign text must not become a formula in a spreadsheet.
    private static string QuoteForeign(string text) => Quote(text.Length > 0 && text[0] is '=' or '+' or '@' or '-' ? "'" + text : text);

    private void WriteLine(string text)
    {
        _output.Write(text);
        _output.Write("\r\n");
    }
}
