namespace MailOps.Addresses;

/// <summary>How many addresses of a list have one verdict for one reason.</summary>
public sealed record AddressReasonCount
{
    /// <summary>The verdict.</summary>
    public AddressVerdict Verdict { get; init; }

    /// <summary>The reason.</summary>
    public AddressReason Reason { get; init; }

    /// <summary>How many.</summary>
    public long Count { get; init; }

    /// <summary>What to do with them, in the language of the user interface.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Verdict, reason and count.</summary>
    public override string ToString() => Verdict + (Reason == AddressReason.None ? "" : ", " + Reason) + ": " + Count;
}

/// <summary>An address of a list with what was likely meant.</summary>
public sealed record AddressCorrection
{
    /// <summary>The text as it was given.</summary>
    public string Input { get; init; } = "";

    /// <summary>The address that was likely meant.</summary>
    public string Suggestion { get; init; } = "";

    /// <summary>Why it was noticed.</summary>
    public AddressReason Reason { get; init; }

    /// <summary>Both, with an arrow.</summary>
    public override string ToString() => Input + " → " + Suggestion;
}

/// <summary>A mailbox that several addresses of a list reach.</summary>
public sealed record AddressDuplicate
{
    /// <summary>The mailbox by the rules of its provider.</summary>
    public string CanonicalAddress { get; init; } = "";

    /// <summary>How many addresses of the list reach it.</summary>
    public long Count { get; init; }

    /// <summary>The different spellings, the first of the list first, a few at most.</summary>
    public TextList Addresses { get; init; } = TextList.Empty;

    /// <summary>The mailbox and the number.</summary>
    public override string ToString() => CanonicalAddress + ": " + Count;
}

/// <summary>How many addresses at a domain are not deliverable, and mostly why.</summary>
public sealed record AddressDomainCount
{
    /// <summary>The domain.</summary>
    public string Domain { get; init; } = "";

    /// <summary>How many of its addresses in the list are not Deliverable.</summary>
    public long Count { get; init; }

    /// <summary>The reason of the last of them.</summary>
    public AddressReason Reason { get; init; }

    /// <summary>Domain and number.</summary>
    public override string ToString() => Domain + ": " + Count;
}
