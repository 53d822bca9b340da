using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Lotus, IBM and HCL Notes and Domino without a report part: "------- Failure Reasons --------" with the reason before the address, and
/// "was not delivered to: … because:".
/// </summary>
internal sealed class NotesReader : IBounceReader
{
    public string Name => "Notes";

    public IReadOnlyList<string> Signatures => ["------- failure reasons", "was not delivered to", "wurde nicht zugestellt an", "n'a pas été remis à", "no se entregó a", "konnte nicht zugestellt werden an"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (context.IsPassedOn)
        {
            return false;
        }

        return ReadFailureReasons(context, facts) || ReadNotDelivered(context, facts);
    }

    private static bool ReadFailureReasons(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var start = lines.Find("- Failure Reasons", 0, context.NoticeEnd);
        var reason = "";
        for (var i = start + 1; start >= 0 && i < context.NoticeEnd; i++)
        {
            var line = lines[i].Trim();
            if (RecipientBlocks.TryReadAddress(lines[i], AddressLine.Bare | AddressLine.Indented | AddressLine.Angle, out var address, out _))
            {
                facts.Add(address).Diagnostic = reason;
                reason = "";
            }
            else if (!line.IsEmpty)
            {
                reason = reason.Length == 0 ? line.ToString() : reason + "\n" + line.ToString();
            }
        }

        if (start >= 0 && facts.Recipients.Count == 0 && AddressText.FindFirst(context.Returned["To"].AsSpan()) is { Length: > 0 } to)
        {
            facts.Add(to).Diagnostic = reason;
        }

        return facts.Recipients.Count > 0;
    }

    private static bool ReadNotDelivered(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var start = FindAny(lines, context.NoticeEnd, "was not delivered to:", "nicht zugestellt an:", "n'a pas été remis à", "no se entregó a:");
        var because = start < 0 ? -1 : FindAny(lines, context.NoticeEnd, "because", "weil", "car", "porque", "because of");
        if (because <= start)
        {
            return false;
        }

        var to = start;
        while (to <= because && AddressText.FindFirst(lines[to]) is var found)
        {
            if (found.Length > 0)
            {
                facts.Add(found).Diagnostic = lines.Slice(because + 1, context.NoticeEnd).Trim().ToString();
            }

            to++;
        }

        return facts.Recipients.Count > 0;
    }

    private static int FindAny(TextLines lines, int end, params string[] words)
    {
        foreach (var word in words)
        {
            var line = lines.Find(word, 0, end);
            if (line >= 0)
            {
                return line;
            }
        }

        return -1;
    }
}
