using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Arc;

/// <summary>What a seal covers: the fields of the sets in order, relaxed (RFC 8617 section 5.1.1).</summary>
internal static class ArcSealText
{
    /// <summary>Adds the results and the message signature of a set; its seal follows them, whole or without its signature.</summary>
    public static void AddContents(SignedHeader header, ArcChain.Link link, OctetBuffer signed)
    {
        HeaderCanonicalizer.Write(header, link.ResultsField, Canonicalization.Relaxed, signed);
        HeaderCanonicalizer.Write(header, link.MessageField, Canonicalization.Relaxed, signed);
    }

    /// <summary>Adds a whole set.</summary>
    public static void Add(SignedHeader header, ArcChain.Link link, OctetBuffer signed)
    {
        AddContents(header, link, signed);
        HeaderCanonicalizer.Write(header, link.SealField, Canonicalization.Relaxed, signed);
    }
}
