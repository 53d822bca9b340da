using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>Mailing list managers that send a posting back: fml, ezmlm and the like. The list is the recipient.</summary>
internal sealed class ListManagerReader : IBounceReader
{
    public string Name => "ListManager";

    public IReadOnlyList<string> Signatures =>
        ["not member article", "you are not a member of this mailing list", "reject mail", "loop alert", "loop back warning", "duplicated message-id", "spam mail from a spammer is rejected", "has detected a loop condition", "security alert:", "reject spammers"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var headers = context.Root.Headers;
        if (!(headers.Contains("X-MLServer") || headers.Contains("X-ML-Name") || headers.Contains("List-Id") || context.IsAutomatic) || context.IsPassedOn)
        {
            return false;
        }

        var address = AddressText.FindFirst(context.Notice);
        if (address.Length == 0)
        {
            return false;
        }

        facts.Add(address).Diagnostic = context.Notice.Trim().ToString();
        facts.Notice = context.Subject;
        return true;
    }
}
