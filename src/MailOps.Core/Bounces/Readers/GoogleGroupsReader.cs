using System;
using System.Collections.Generic;

namespace MailOps.Bounces;

/// <summary>Google Groups refusing a mail to a group, in any language: the address stands in the header, a link to the help in the text.</summary>
internal sealed class GoogleGroupsReader : IBounceReader
{
    public string Name => "GoogleGroups";

    public IReadOnlyList<string> Signatures => ["groups.google.com/support", "google groups", "the group you tried to contact"];

    public bool TryRead(BounceContext context, BounceFacts facts)
    {
        if (!context.Sender.HasFailedRecipients || context.Parts.Status.Count > 0 || context.Text.Contains("Technical details of", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var address in context.FailedRecipients())
        {
            // The words differ by language, the meaning never does: the writer may not post, or the group is gone.
            facts.Add(address).Diagnostic = "Google Groups: may not exist, or no permission to post. " + context.Notice.ToString();
        }

        return facts.Recipients.Count > 0;
    }
}
