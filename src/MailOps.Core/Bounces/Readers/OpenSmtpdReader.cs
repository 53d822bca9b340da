using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>OpenSMTPD: "This is the MAILER-DAEMON, please DO NOT REPLY", then lines <c>a@b: reason</c>.</summary>
internal sealed class OpenSmtpdReader : IBounceReader
{
    public string Name => "OpenSmtpd";

    public IReadOnlyList<string> Signatures => ["this is the mailer-daemon, please do not reply"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var start = lines.Find("following", 0, context.NoticeEnd);
        if (start < 0 || context.IsPassedOn)
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) ? BounceKind.Delay : BounceKind.Failure;
        RecipientBlocks.Read(lines, start + 1, context.NoticeEnd, AddressLine.BareColon | AddressLine.Bare, facts, endsAtBlank: true);
        return facts.Recipients.Count > 0;
    }
}
