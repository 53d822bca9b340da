using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Mails that ask the addressee to confirm his own mail before it is delivered (TMDA and its kin borrow Exim's words for that), or warn him
/// about his own mailbox, or tell what came of his recall of a mail: none says that a mail failed.
/// </summary>
internal sealed class RequestReader : IBounceReader
{
    public string Name => "Request";

    public IReadOnlyList<string> Signatures => NoticeMarks.Phrases[(int)NoticeMark.Request];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var sender = context.Sender;
        if (sender.HasFailedRecipients || context.IsReport || !NoticeOpening.IsRequest(context))
        {
            return false;
        }

        facts.Kind = sender.IsAutoSubmitted && !sender.IsDaemon ? BounceKind.AutoReply : BounceKind.NotABounce;
        if (facts.Kind == BounceKind.AutoReply && sender.Address.Length > 0)
        {
            facts.Add(sender.Address);
            facts.MessageId = context.Root.Headers["In-Reply-To"] ?? "";
        }

        return true;
    }
}
