namespace MailOps.Authentication.Dmarc;

/// <summary>How DMARC is judged.</summary>
public sealed record DmarcOptions
{
    /// <summary>The current standard, tree walk and all.</summary>
    public static readonly DmarcOptions Default = new();

    /// <summary>By which document.</summary>
    public DmarcStandard AsOf { get; init; }

    /// <summary>The public suffix list; needed for RFC 7489, and to say what receivers which follow it do differently.</summary>
    public PublicSuffixList? PublicSuffixes { get; init; }
}
