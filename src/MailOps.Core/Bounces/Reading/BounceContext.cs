using System;
using System.Collections.Generic;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>One mail as the readers see it: who wrote it, its text for people, its report parts, the message it returns.</summary>
internal sealed class BounceContext
{
    /// <summary>A notice is short; what follows beyond this many characters is the returned message.</summary>
    private const int MaxNotice = 64 * 1024;

    private readonly Func<BounceContext, PhraseHits> _scan;
    private string? _from;
    private string? _subject;
    private SenderLook? _sender;
    private TextLines? _lines;
    private string? _text;
    private int _noticeEnd = -1;
    private ReturnedMessage? _returned;
    private bool? _returnsOwnMail;
    private PhraseHits? _found;

    /// <param name="root">The message.</param>
    /// <param name="scan">Looks for all signatures and marks; asked once, and only when somebody wants to know.</param>
    public BounceContext(MimeEntity root, Func<BounceContext, PhraseHits> scan)
    {
        Root = root;
        _scan = scan;
        Parts = ReportParts.Find(root);
    }

    public MimeEntity Root { get; }

    public string From => _from ??= Root.Headers["From"] ?? "";

    public string Subject => _subject ??= Root.Headers["Subject"] ?? "";

    /// <summary>Whether a program wrote the mail.</summary>
    public SenderLook Sender => _sender ??= new SenderLook(Root.Headers, From, Subject);

    /// <summary>Whether a program wrote the mail: by its author, by its type, or since it gives back a mail of the addressee.</summary>
    public bool IsAutomatic => Sender.IsAutomatic || IsReport || ReturnsOwnMail;

    /// <summary>Whether a person or a list seems to pass on a report that came to others.</summary>
    public bool IsPassedOn => !IsReport && (Sender.IsPassedOn || (Announces(NoticeMark.Digest) && !ReturnsOwnMail));

    /// <summary>Whether the mail calls itself a delivery report, with or without the part that makes it one.</summary>
    public bool IsReport =>
        Root.IsMultipart("report") && string.Equals(Root.ContentType.Parameters["report-type"], "delivery-status", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the message that the mail returns was sent by the one who gets it back.</summary>
    public bool ReturnsOwnMail => _returnsOwnMail ??= Returned.WasSentBy(AddressText.FindFirst((Root.Headers["To"] ?? "").AsSpan()));

    public ReportParts Parts { get; }

    /// <summary>What a delivery report says about a recipient whom it does not name; whoever finds the name has the rest from here.</summary>
    public RecipientFacts? Unnamed { get; set; }

    /// <summary>The text for people, of the first text part; HTML made readable. Bounded.</summary>
    public string Text => _text ??= ReadText();

    /// <summary>The lines of <see cref="Text"/>.</summary>
    public TextLines Lines => _lines ??= new TextLines(Text);

    /// <summary>The line where the notice ends and the returned message begins, in mails that have both in one text.</summary>
    public int NoticeEnd => _noticeEnd >= 0 ? _noticeEnd : _noticeEnd = NoticeDivider.Find(Lines);

    /// <summary>The text for people without the returned message.</summary>
    public ReadOnlySpan<char> Notice => Lines.Slice(0, NoticeEnd);

    /// <summary>The header of the message that the report is about.</summary>
    public ReturnedMessage Returned => _returned ??= ReturnedMessage.Find(this);

    /// <summary>Whether subject or notice announce this.</summary>
    public bool Announces(NoticeMark mark) => BounceReaders.Announces(Found, mark);

    /// <summary>The signatures and marks that occur in subject, From field and text.</summary>
    public PhraseHits Found => _found ??= _scan(this);

    /// <summary>Addresses of X-Failed-Recipients; Exim, Google and their descendants set it.</summary>
    public IReadOnlyList<string> FailedRecipients()
    {
        var result = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in Root.Headers.GetAll("X-Failed-Recipients"))
        {
            foreach (var part in value.Split(','))
            {
                var address = AddressText.Clean(part.AsSpan()).ToString();
                if (AddressText.IsAddress(address.AsSpan()) && seen.Add(address) && result.Count < BounceLimits.MaxRecipientsRead)
                {
                    result.Add(address);
                }
            }
        }

        return result;
    }

    private string ReadText()
    {
        var part = Parts.Text;
        if (part is null)
        {
            // No part is text: a report whose boundaries were lost, or a bare body.
            return Root.Parts.Count == 0 ? Cut(Root.GetText()) : "";
        }

        var text = part.GetText();
        return part.ContentType.Is("text", "html") ? HtmlText.ToPlainText(Cut(text)) : Cut(text);
    }

    private static string Cut(string text) => text.Length <= MaxNotice ? text : text.Substring(0, MaxNotice);
}
