using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>DragonFly Mail Agent: "There was an error delivering your mail to &lt;a@b&gt;.", then the reason.</summary>
internal sealed class DragonFlyReader : IBounceReader
{
    private const string Lead = "There was an error delivering your mail to";

    public string Name => "DragonFly";

    public IReadOnlyList<string> Signatures => [Lead];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        var lines = context.Lines;
        if (context.IsPassedOn)
        {
            return false;
        }

        for (var i = lines.Find(Lead, 0, context.NoticeEnd); i >= 0; i = lines.Find(Lead, i + 1, context.NoticeEnd))
        {
            var address = AddressText.FindFirst(lines[i]);
            if (address.Length > 0)
            {
                var next = lines.Find(Lead, i + 1, context.NoticeEnd);
                facts.Add(address).Diagnostic = lines.Slice(i + 1, next < 0 ? context.NoticeEnd : next).Trim().ToString();
            }
        }

        return facts.Recipients.Count > 0;
    }
}
