using System;
using System.Text;
using MailOps.Authentication.Signing;

namespace MailOps.Authentication.Dkim;

/// <summary>A signature field taken apart: its tags, and where in the field the value of <c>b</c> stands, which is not part of what was signed.</summary>
internal sealed class DkimSignatureReading
{
    /// <summary>The longest chain of ARC sets (RFC 8617 section 4.2.1).</summary>
    public const int MaxInstance = 50;

    public string Domain { get; set; } = "";

    public string Selector { get; set; } = "";

    public DkimAlgorithm Algorithm { get; set; }

    public Canonicalization HeaderCanonicalization { get; set; }

    public Canonicalization BodyCanonicalization { get; set; }

    public string Identity { get; set; } = "";

    /// <summary>Tag <c>i</c> of an ARC field; 0 when it cannot be read.</summary>
    public int Instance { get; set; }

    /// <summary>Tag <c>cv</c> of a seal.</summary>
    public string ChainState { get; set; } = "";

    public long? BodyLength { get; set; }

    public DateTime? SignedAt { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public byte[] BodyHash { get; set; } = [];

    public byte[] Signature { get; set; } = [];

    /// <summary>The signed field names as written.</summary>
    public ReadOnlyMemory<byte> HeaderNames { get; set; }

    public int CutStart { get; set; }

    public int CutEnd { get; set; }

    /// <summary>Why the signature cannot be verified; null when it can.</summary>
    public Finding? Fault { get; set; }

    public DkimSignature ToSignature() => new()
    {
        Domain = Domain,
        Selector = Selector,
        Algorithm = Algorithm,
        HeaderCanonicalization = HeaderCanonicalization,
        BodyCanonicalization = BodyCanonicalization,
        Identity = Identity,
        HeaderNames = NamesOf(HeaderNames.Span),
        BodyLength = BodyLength,
        SignedAt = SignedAt,
        ExpiresAt = ExpiresAt,
    };

    // White space between the names is folding.
    private static string NamesOf(ReadOnlySpan<byte> names)
    {
        var octets = new byte[names.Length];
        var length = 0;
        foreach (var c in names)
        {
            if (!TagListReader.IsSpace(c))
            {
                octets[length++] = c is > (byte)' ' and < 0x7F ? c : (byte)'?';
            }
        }

        return Encoding.ASCII.GetString(octets, 0, length);
    }
}
