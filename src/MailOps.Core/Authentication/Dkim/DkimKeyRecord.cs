using System;

namespace MailOps.Authentication.Dkim;

/// <summary>A key record as verifiers read it (RFC 6376 section 3.6.1).</summary>
public sealed record DkimKeyRecord
{
    /// <summary>The record as published, its character strings joined.</summary>
    public required string Text { get; init; }

    /// <summary>Tag <c>k</c>.</summary>
    public DkimKeyType KeyType { get; init; } = DkimKeyType.Rsa;

    /// <summary>The length of the key in bits: of an RSA key that of its modulus, of Ed25519 256; 0 when there is none.</summary>
    public int KeySize { get; init; }

    /// <summary>Whether the key was taken back: <c>p</c> is empty.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Tag <c>h</c>: the hash algorithms the key may be used with; empty: all.</summary>
    public TextList HashAlgorithms { get; init; } = TextList.Empty;

    /// <summary>Tag <c>s</c>: the services the key is for; <c>*</c> for all.</summary>
    public TextList Services { get; init; } = AnyService;

    /// <summary>Tag <c>t</c>, flag <c>y</c>: the domain is testing DKIM. A signature counts all the same, a broken one should count as none.</summary>
    public bool IsTesting { get; init; }

    /// <summary>Tag <c>t</c>, flag <c>s</c>: the domain of tag <c>i</c> must be that of <c>d</c>, not one below it.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Tag <c>n</c>: notes for people.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Whether the key may be used for mail with SHA-256, the only hash that still counts (RFC 8301).</summary>
    public bool IsUsableForMail => !IsRevoked && AllowsSha256 && AllowsMail;

    internal static TextList AnyService { get; } = new(["*"]);

    /// <summary>Tag <c>p</c>, decoded.</summary>
    internal ReadOnlyMemory<byte> KeyOctets { get; init; }

    internal bool AllowsSha256 => HashAlgorithms.Count == 0 || Has(HashAlgorithms, "sha256");

    internal bool AllowsMail => Has(Services, "*") || Has(Services, "email");

    /// <summary>The record as published.</summary>
    public override string ToString() => Text;

    private static bool Has(TextList list, string entry)
    {
        foreach (var text in list)
        {
            if (string.Equals(text, entry, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
