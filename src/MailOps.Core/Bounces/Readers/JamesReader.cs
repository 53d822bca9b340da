using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>Apache James and the gateways built on it: "Error message below:", then "Message details:" with <c>RCPT TO: a@b</c>.</summary>
internal sealed class JamesReader : IBounceReader
{
    public string Name => "James";

    public IReadOnlyList<string> Signatures => ["error message below", "message details:"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        var details = lines.Find("Message details:");
        if (details < 0 || context.IsPassedOn)
        {
            return false;
        }

        var error = lines.Find("Error message below:");
        var text = error >= 0 && error < details ? lines.Slice(error + 1, details) : lines.Slice(0, details);
        for (var i = details + 1; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith("RCPT TO:".AsSpan(), StringComparison.OrdinalIgnoreCase) && AddressText.TryRead(line.Slice(8), out var address, out _))
            {
                facts.Add(address).Diagnostic = text.Trim().ToString();
            }
        }

        facts.Notice = lines.Slice(0, details).ToString();
        return facts.Recipients.Count > 0;
    }
}
