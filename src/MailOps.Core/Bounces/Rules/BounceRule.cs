namespace MailOps.Bounces;

/// <summary>One line of the rule table: when all of its conditions hold, it names the reason.</summary>
internal sealed record BounceRule
{
    /// <summary>Smaller ranks win; the order of the lines.</summary>
    public required int Rank { get; init; }

    /// <summary>File and line, such as <c>built-in:120</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>The phrases as the file writes them.</summary>
    public string Text { get; init; } = "";

    public required BounceReason Reason { get; init; }

    /// <summary>Another cause than the reason's usual one.</summary>
    public BounceCause? Cause { get; init; }

    /// <summary>Another action than the reason's usual one.</summary>
    public BounceAction? Action { get; init; }

    /// <summary>Numbers of phrases that must all occur.</summary>
    public int[] Phrases { get; init; } = [];

    /// <summary>Numbers of phrases that must not occur.</summary>
    public int[] Absent { get; init; } = [];

    public StatusPattern[] Statuses { get; init; } = [];

    public ReplyPattern[] Replies { get; init; } = [];

    /// <summary>Ends of host names, of the server that replied or of the recipient's domain, one of which must fit.</summary>
    public string[] Hosts { get; init; } = [];

    /// <summary>One bit per <see cref="SmtpStep"/>; 0 for any.</summary>
    public int Phases { get; init; }

    /// <summary>The type before the semicolon of Diagnostic-Code, such as <c>x-unix</c>; empty for any.</summary>
    public string DiagnosticType { get; init; } = "";

    /// <summary>Whether the server must have named an IP address in its reply.</summary>
    public bool NamesAddress { get; init; }

    /// <summary>Whether the rule knows one provider's own words or codes.</summary>
    public bool IsOfProvider => Origin.StartsWith("providers", System.StringComparison.Ordinal);

    /// <summary>Whether a text decided and not a code alone.</summary>
    public bool HasText => Phrases.Length > 0;

    /// <summary>Whether the rule goes by a class of codes or a reply code alone, so that any text may say more.</summary>
    public bool IsWeak
    {
        get
        {
            if (HasText || NamesAddress || DiagnosticType.Length > 0)
            {
                return false;
            }

            foreach (var pattern in Statuses)
            {
                if (pattern is { Subject: >= 0, From: > 0 })
                {
                    return false;
                }
            }

            return true;
        }
    }

    public bool Matches(in BounceEvidence evidence, PhraseHits hits)
    {
        foreach (var phrase in Phrases)
        {
            if (!hits[phrase])
            {
                return false;
            }
        }

        foreach (var phrase in Absent)
        {
            if (hits[phrase])
            {
                return false;
            }
        }

        return MatchesCodes(evidence)
            && (!NamesAddress || evidence.NamesAddress)
            && (Phases == 0 || (Phases & (1 << (int)evidence.Phase)) != 0)
            && (DiagnosticType.Length == 0 || evidence.DiagnosticType.StartsWith(DiagnosticType, System.StringComparison.OrdinalIgnoreCase))
            && (Hosts.Length == 0 || MatchesHost(evidence.RemoteHost) || MatchesHost(evidence.RecipientDomain));
    }

    private bool MatchesCodes(in BounceEvidence evidence)
    {
        var fits = Statuses.Length == 0;
        foreach (var pattern in Statuses)
        {
            fits |= pattern.Matches(evidence.Status);
        }

        if (!fits || Replies.Length == 0)
        {
            return fits;
        }

        foreach (var pattern in Replies)
        {
            if (pattern.Matches(evidence.ReplyCode))
            {
                return true;
            }
        }

        return false;
    }

    // ".qq.com" fits mx3.qq.com and qq.com itself.
    private bool MatchesHost(string host)
    {
        foreach (var end in Hosts)
        {
            if (host.EndsWith(end, System.StringComparison.OrdinalIgnoreCase)
                || (end[0] == '.' && host.Length == end.Length - 1 && end.EndsWith(host, System.StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What the table judges about one recipient.</summary>
internal readonly record struct BounceEvidence
{
    public EnhancedStatus Status { get; init; }

    public int ReplyCode { get; init; }

    public SmtpStep Phase { get; init; }

    public string DiagnosticType { get; init; }

    public string RemoteHost { get; init; }

    public string RecipientDomain { get; init; }

    /// <summary>Whether the reply names an IP address.</summary>
    public bool NamesAddress { get; init; }
}

/// <summary><c>5.7.1</c>, <c>5.7.606-649</c>, <c>4.x.x</c>; -1 stands for any number.</summary>
internal readonly record struct StatusPattern(int Class, int Subject, int From, int To)
{
    public bool Matches(EnhancedStatus status) =>
        status.HasValue && (Class < 0 || status.Class == Class) && (Subject < 0 || status.Subject == Subject)
        && (From < 0 || (status.Detail >= From && status.Detail <= To));
}

/// <summary><c>550</c>, <c>45x</c>, <c>5xx</c> as a range.</summary>
internal readonly record struct ReplyPattern(int From, int To)
{
    public bool Matches(int code) => code >= From && code <= To;
}
