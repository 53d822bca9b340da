namespace MailOps.Authentication.Spf;

/// <summary>A network that passes, and where that is said.</summary>
internal readonly struct SpfAuthorizedNetwork
{
    public SpfAuthorizedNetwork(SpfNetwork network, string term, bool isOwn)
    {
        Network = network;
        Term = term;
        IsOwn = isOwn;
    }

    public SpfNetwork Network { get; }

    /// <summary>The term, with the domain of its record where that is another one.</summary>
    public string Term { get; }

    /// <summary>Whether the term stands in the record that is checked, not in one that it includes.</summary>
    public bool IsOwn { get; }
}
