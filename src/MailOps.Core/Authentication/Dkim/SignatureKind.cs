namespace MailOps.Authentication.Dkim;

/// <summary>The fields that are signatures.</summary>
internal enum SignatureKind
{
    Dkim,
    ArcMessage,
    ArcSeal,
}
