using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MailOps;

/// <summary>
/// The name of a domain as mail uses it: letters, digits and hyphens in labels, internationalised ones by IDNA2008 (RFC 5890). Kept as
/// A-labels in lower case; two names are equal exactly when these are. What a person typed is mapped first (capitals, full-width
/// letters, a final dot); docs/addresses.md says how.
/// </summary>
public sealed class DomainName : IEquatable<DomainName>, IComparable<DomainName>
{
    private string[]? _labels;
    private string? _unicode;

    /// <summary>Reads a domain name; what lets PowerShell turn text into one.</summary>
    /// <param name="domain">The name, in A-labels or U-labels.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Domain.Invalid</c>: it is no domain name.</exception>
    public DomainName(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var error = Read(domain, out var ascii);
        Ascii = ascii ?? throw DomainErrors.Invalid(domain, error);
    }

    /// <summary>The domain of an address.</summary>
    /// <param name="address">An address with a domain.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Domain.Invalid</c>: the address has an address literal and no domain.</exception>
    public DomainName(MailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Ascii = address.Domain?.Ascii
            ?? throw DomainErrors.Invalid(address.Address, new(AddressFault.LiteralMisplaced, address.LocalPart.Length + 1));
    }

    private DomainName(string ascii, bool isRead)
    {
        _ = isRead;
        Ascii = ascii;
    }

    /// <summary>The name in A-labels, lower case, without a final dot; what the DNS is asked for.</summary>
    public string Ascii { get; }

    /// <summary>
    /// The name in U-labels, for people. A label that begins with <c>xn--</c> but is no valid A-label stays as it is.
    /// </summary>
    public string Unicode => _unicode ??= MakeUnicode();

    /// <summary>The labels, in A-labels, the top-level domain last.</summary>
    public IReadOnlyList<string> Labels => _labels ??= Ascii.Split('.');

    /// <summary>The name without its first label; null for a top-level domain.</summary>
    public DomainName? Parent => Ascii.IndexOf('.') is var dot and >= 0 ? new DomainName(Ascii.Substring(dot + 1), isRead: true) : null;

    /// <summary>Whether a label is internationalised.</summary>
    public bool IsInternationalized => Ascii.StartsWith("xn--", StringComparison.Ordinal) || Ascii.Contains(".xn--", StringComparison.Ordinal);

    /// <summary>Reads a domain name.</summary>
    /// <param name="text">The name, in A-labels or U-labels; a final dot is taken.</param>
    /// <param name="domain">The name read.</param>
    /// <returns>Whether it is a domain name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DomainName? domain) =>
        TryParse(text, out domain, out _);

    /// <summary>Reads a domain name and says what is wrong with it.</summary>
    /// <param name="text">The name, in A-labels or U-labels; a final dot is taken.</param>
    /// <param name="domain">The name read.</param>
    /// <param name="error">The reason why it is none. Where mapping changed the text, the position belongs to the mapped text.</param>
    /// <returns>Whether it is a domain name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DomainName? domain, out AddressError error)
    {
        error = Read(text, out var ascii);
        domain = ascii is null ? null : new DomainName(ascii, isRead: true);
        return domain is not null;
    }

    /// <summary>Reads a domain name.</summary>
    /// <param name="text">The name, in A-labels or U-labels; a final dot is taken.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Domain.Invalid</c>: it is no domain name.</exception>
    public static DomainName Parse(string text) => new(text);

    /// <summary>Whether this is the other domain or one below it.</summary>
    /// <param name="other">The domain that may be above.</param>
    public bool IsSameOrSubdomainOf(DomainName other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var above = Ascii.Length - other.Ascii.Length;
        return above == 0 ? Equals(other)
            : above > 0 && Ascii[above - 1] == '.' && Ascii.EndsWith(other.Ascii, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public bool Equals(DomainName? other) => other is not null && Ascii == other.Ascii;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DomainName);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Ascii);

    /// <summary>Compares the A-labels, from the first character on.</summary>
    /// <param name="other">The other name.</param>
    public int CompareTo(DomainName? other) => string.CompareOrdinal(Ascii, other?.Ascii);

    /// <summary>The name in A-labels.</summary>
    public override string ToString() => Ascii;

    /// <summary>Whether two names are equal.</summary>
    public static bool operator ==(DomainName? left, DomainName? right) => Equals(left, right);

    /// <summary>Whether two names differ.</summary>
    public static bool operator !=(DomainName? left, DomainName? right) => !Equals(left, right);

    /// <summary>Whether a name sorts before another.</summary>
    public static bool operator <(DomainName? left, DomainName? right) => Compare(left, right) < 0;

    /// <summary>Whether a name sorts before another or is equal.</summary>
    public static bool operator <=(DomainName? left, DomainName? right) => Compare(left, right) <= 0;

    /// <summary>Whether a name sorts after another.</summary>
    public static bool operator >(DomainName? left, DomainName? right) => Compare(left, right) > 0;

    /// <summary>Whether a name sorts after another or is equal.</summary>
    public static bool operator >=(DomainName? left, DomainName? right) => Compare(left, right) >= 0;

    /// <summary>A name whose A-labels have been checked already.</summary>
    internal static DomainName FromAscii(string ascii) => new(ascii, isRead: true);

    private static int Compare(DomainName? left, DomainName? right) => string.CompareOrdinal(left?.Ascii, right?.Ascii);

    private static AddressError Read(string? text, out string? ascii)
    {
        ascii = null;
        if (string.IsNullOrEmpty(text))
        {
            return new(AddressFault.Empty, 0);
        }

        Span<char> buffer = stackalloc char[DomainScanner.MaxLength];
        var error = DomainScanner.Scan(WithoutFinalDot(text.AsSpan()), buffer, out var written);

        // Mapping runs over short texts only: what is longer stays invalid after it.
        if (error.IsFault && text!.Length <= 4 * DomainScanner.MaxLength && Idna.Map(text) is { } mapped && mapped != text)
        {
            error = DomainScanner.Scan(WithoutFinalDot(mapped.AsSpan()), buffer, out written);
        }

        if (!error.IsFault)
        {
            ascii = text.AsSpan().SequenceEqual(buffer[..written]) ? text : buffer[..written].ToString();
        }

        return error;
    }

    private static ReadOnlySpan<char> WithoutFinalDot(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[text.Length - 1] == '.' ? text[..^1] : text;

    private string MakeUnicode()
    {
        if (!IsInternationalized)
        {
            return Ascii;
        }

        var labels = Ascii.Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = Idna.TryDecode(labels[i].AsSpan(), out var unicode) ? unicode : labels[i];
        }

        return string.Join(".", labels);
    }
}
