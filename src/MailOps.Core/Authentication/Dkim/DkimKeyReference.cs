using System.Diagnostics.CodeAnalysis;

namespace MailOps.Authentication.Dkim;

/// <summary>Names a key to sign with, without holding it: <c>domain:selector:file</c>. What is queued keeps the reference, never the key.</summary>
public sealed record DkimKeyReference
{
    /// <summary>The signing domain, lower-case A-labels.</summary>
    public required string Domain { get; init; }

    /// <summary>The selector, lower-case A-labels.</summary>
    public required string Selector { get; init; }

    /// <summary>The PEM file of the private key.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Reads <c>domain:selector:file</c>.</summary>
    /// <param name="text">The text; the file may contain colons.</param>
    /// <exception cref="MailOpsException">MailOps.Dkim.InvalidKeyReference.</exception>
    public static DkimKeyReference Parse(string text) => TryParse(text, out var reference) ? reference : throw DkimErrors.InvalidReference(text);

    /// <summary>Reads <c>domain:selector:file</c>.</summary>
    /// <param name="text">The text; the file may contain colons.</param>
    /// <param name="reference">The reference; null when the text is none.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DkimKeyReference? reference)
    {
        reference = null;
        var parts = text?.Split([':'], 3);
        if (parts is not { Length: 3 } || parts[2].Trim().Length == 0
            || !DomainText.TryNormalize(parts[0].Trim(), out var domain) || !DomainText.TryNormalize(parts[1].Trim(), out var selector))
        {
            return false;
        }

        reference = new DkimKeyReference { Domain = domain, Selector = selector, KeyFile = parts[2].Trim() };
        return true;
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Domain + ":" + Selector + ":" + KeyFile;
}
