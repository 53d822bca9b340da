using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>What a reader found in one mail. Readers collect; only the rule table judges.</summary>
internal sealed class BounceFacts
{
    private string? _notice;

    /// <summary>What the mail reports where a recipient does not say otherwise.</summary>
    public BounceKind Kind { get; set; } = BounceKind.Failure;

    /// <summary>The reader that recognised the mail.</summary>
    public string Format { get; set; } = "";

    public string ReportingMta { get; set; } = "";

    public string EnvelopeId { get; set; } = "";

    public string FeedbackType { get; set; } = "";

    /// <summary>Message-ID of the original, where the report itself names it.</summary>
    public string MessageId { get; set; } = "";

    /// <summary>Text for people that is about all recipients; the second source where a recipient's own text decides nothing.</summary>
    public string Notice
    {
        get => _notice ??= NoticeSource is null ? "" : NoticeSupplement.NoticeOf(NoticeSource);
        set => _notice = value;
    }

    /// <summary>The mail whose notice is the second source; read only when it is needed.</summary>
    public BounceContext? NoticeSource { get; set; }

    public List<RecipientFacts> Recipients { get; } = [];

    /// <summary>What the report says about a recipient whom it does not name.</summary>
    public RecipientFacts? Unnamed { get; set; }

    public List<Finding> Findings { get; } = [];

    /// <summary>Whether the report does not follow a standard, so that its recipients were found by the look of the text.</summary>
    public bool IsGuess { get; set; }

    public RecipientFacts Add(string address)
    {
        var recipient = new RecipientFacts { Address = address };
        Recipients.Add(recipient);
        return recipient;
    }
}

/// <summary>What a reader found about one recipient.</summary>
internal sealed class RecipientFacts
{
    private string? _remark;

    public string Address { get; set; } = "";

    public string OriginalRecipient { get; set; } = "";

    /// <summary>Another name of the recipient (X-Actual-Recipient, "expanded from"); used when the address is none.</summary>
    public string Alias { get; set; } = "";

    /// <summary>What the report says about this recipient; null for what it says about all.</summary>
    public BounceKind? Kind { get; set; }

    /// <summary>The Status field.</summary>
    public EnhancedStatus Status { get; set; }

    /// <summary>A reply code that stands by itself and not in the diagnostic; 0 when there is none.</summary>
    public int ReplyCode { get; set; }

    /// <summary>What stands before the semicolon of Diagnostic-Code, such as <c>smtp</c>; empty when unknown.</summary>
    public string DiagnosticType { get; set; } = "";

    /// <summary>What the server said, as quoted.</summary>
    public string Diagnostic { get; set; } = "";

    public string RemoteMta { get; set; } = "";

    public SmtpStep Phase { get; set; }

    /// <summary>Whether the diagnostic was cut out of the notice, so that the notice around it belongs to it.</summary>
    public bool IsFromNotice { get; set; }

    /// <summary>Further text about this recipient; judged when the diagnostic decides nothing.</summary>
    public string Remark
    {
        get => _remark ??= RemarkSource is null ? Comment : (Comment + "\n" + NoticeSupplement.TranscriptOf(RemarkSource)).Trim();
        set => _remark = value;
    }

    /// <summary>What the fields of the report add in passing: the comment behind Status, the category of PowerMTA.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The mail whose transcript of the session is the further text; read only when it is needed.</summary>
    public BounceContext? RemarkSource { get; set; }
}
