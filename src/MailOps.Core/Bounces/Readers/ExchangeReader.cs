using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>
/// Exchange 2007 and later and Microsoft 365 without a report part: "Diagnostic information for administrators" in the language of the
/// server, then per recipient the address and <c>#550 5.1.1 RESOLVER…</c> or <c>Remote Server returned '550 …'</c>.
/// </summary>
internal sealed class ExchangeReader : IBounceReader
{
    private static readonly string[] Introductions =
    [
        "Diagnostic information for administrators", "Diagnoseinformationen für Administratoren", "Informations de diagnostic pour les administrateurs",
        "Informazioni di diagnostica per gli amministratori", "Diagnostische gegevens voor beheerders", "Información de diagnóstico para administradores",
        "stico para administradores", "Informacje diagnostyczne dla administrator", "Error Details", "Fehlerdetails", "Диагностические сведения для администраторов",
        "管理者向けの診断情報", "Diagnosdata för administratörer",
    ];

    private static readonly string[] ServerLabels =
    [
        "Generating server:", "Server, der die Meldung generiert hat:", "Generierender Server:", "Serveur de g", "Server di generazione:", "Bronserver:", "Servidor de origem:", "Servidor de generación:", "生成サーバー:",
    ];

    public string Name => "Exchange";

    public IReadOnlyList<string> Signatures =>
    [
        .. Introductions, "RESOLVER.", "STOREDRV.", "Remote Server returned", "Delivery has failed to these recipients", "Fehler bei der Nachrichtenzustellung an folgende Empfänger", "rejected your message to the following e",
        "couldn't be delivered", "konnte nicht zugestellt werden", "Original Message Details", "Ihre Nachricht an * konnte nicht",
    ];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var start = FindIntroduction(lines);
        start = start < 0 && context.IsAutomatic ? FindReply(lines) : start;
        if (start < 0 || context.IsPassedOn)
        {
            return false;
        }

        var end = EndOf(lines, start + 1);
        for (var i = start; i < end; i++)
        {
            facts.ReportingMta = facts.ReportingMta.Length > 0 ? facts.ReportingMta : ValueOf(lines[i]);
        }

        RecipientBlocks.Read(lines, start + 1, end, AddressLine.Bare | AddressLine.Angle | AddressLine.Indented, facts);
        ReadDetails(lines, facts);
        foreach (var recipient in facts.Recipients)
        {
            recipient.Diagnostic = recipient.Diagnostic.Replace("##", "", StringComparison.Ordinal);
            recipient.Remark = lines.Slice(0, start).ToString();
        }

        return facts.Recipients.Count > 0;
    }

    private static int FindIntroduction(TextLines lines)
    {
        foreach (var words in Introductions)
        {
            var line = lines.Find(words);
            if (line >= 0)
            {
                return line;
            }
        }

        return -1;
    }

    // In a language that is not in the list: the line above an address with "#550 5.1.1 RESOLVER…" or "Remote Server returned '550 …'" below.
    private static int FindReply(TextLines lines)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            var line = lines[i].TrimStart();
            if (!(line is ['#', '4' or '5', ..] || line.StartsWith("Remote Server returned".AsSpan(), StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            for (var above = i - 1; above >= 0 && above >= i - 3; above--)
            {
                if (RecipientBlocks.TryReadAddress(lines[above], AddressLine.Bare | AddressLine.Indented, out _, out _))
                {
                    return Math.Max(0, above - 1);
                }
            }
        }

        return -1;
    }

    // The header of the original follows, introduced in as many languages; a field of its trace is the same in all.
    private static int EndOf(TextLines lines, int from)
    {
        for (var i = from; i < lines.Count; i++)
        {
            if (lines[i].StartsWith("Received:".AsSpan(), StringComparison.OrdinalIgnoreCase) || lines[i].StartsWith("Original message headers".AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return lines.Count;
    }

    // The newer layout has a table: "Original Message Details", "Recipient Address:", then "Error Details", "Reported error:".
    private static void ReadDetails(TextLines lines, BounceFacts facts)
    {
        var address = lines.Find("Recipient Address:");
        var error = lines.Find("Reported error:");
        if (facts.Recipients.Count > 0 || address < 0)
        {
            return;
        }

        var found = AddressText.FindFirst(lines[address]);
        if (found.Length > 0)
        {
            facts.Add(found).Diagnostic = error < 0 ? "" : lines.Slice(error, Math.Min(lines.Count, error + 6)).ToString().Substring("Reported error:".Length);
        }
    }

    private static string ValueOf(ReadOnlySpan<char> line)
    {
        foreach (var label in ServerLabels)
        {
            if (line.TrimStart().StartsWith(label.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return line.Slice(line.IndexOf(':') + 1).Trim().ToString();
            }
        }

        return "";
    }
}
