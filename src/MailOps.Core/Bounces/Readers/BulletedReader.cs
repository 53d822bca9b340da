using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>CommuniGate-like reports: recipients as <c>  * a@b</c>, then "Technical details:" with <c>SMTP:RCPT host 192.0.2.1: 553 …</c>.</summary>
internal sealed class BulletedReader : IBounceReader
{
    public string Name => "Bulleted";

    public IReadOnlyList<string> Signatures => ["technical details:"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var details = lines.Find("Technical details:", 0, context.NoticeEnd);
        if (details < 0 || context.IsPassedOn || !context.IsAutomatic)
        {
            return false;
        }

        facts.Kind = context.Announces(NoticeMark.Delay) ? BounceKind.Delay : BounceKind.Failure;
        RecipientBlocks.Read(lines, 0, details, AddressLine.Bullet, facts);
        var text = lines.Slice(details + 1, context.NoticeEnd).Trim("=-\r\n ".AsSpan()).ToString();
        foreach (var recipient in facts.Recipients)
        {
            recipient.Diagnostic = facts.Recipients.Count == 1 ? text : LineAbout(lines, details + 1, context.NoticeEnd, recipient.Address) is { Length: > 0 } line ? line : text;
        }

        facts.Notice = lines.Slice(0, details).ToString();
        return facts.Recipients.Count > 0;
    }

    private static string LineAbout(TextLines lines, int from, int to, string address)
    {
        var line = lines.Find(address, from, to);
        return line < 0 ? "" : lines[line].Trim().ToString();
    }
}
