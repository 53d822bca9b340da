using System;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace MailOps;

/// <summary>
/// A mailbox as SMTP takes it (RFC 5321 section 4.1.2, RFC 6531 section 3.3), in one canonical text: the domain in A-labels and lower
/// case, the local part quoted only where it must be. Two addresses are equal exactly when these texts are; the local part keeps its
/// case, since only its own server knows whether it matters. <see cref="ComparisonKey"/> is what lists are compared by.
/// </summary>
public sealed class MailAddress : IEquatable<MailAddress>
{
    private readonly int _at;
    private DomainName? _domain;

    /// <summary>Reads an address; what lets PowerShell turn text into one.</summary>
    /// <param name="address">A mailbox, without a display name.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Address.Invalid</c>: it is no address.</exception>
    public MailAddress(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var scan = AddressScanner.Scan(address.AsSpan());
        if (scan.Error.IsFault)
        {
            throw DomainErrors.InvalidAddress(address, scan.Error);
        }

        Address = AddressText.Canonical(address, scan, out _at);
        RequiresSmtpUtf8 = scan.HasInternationalLocalPart;
    }

    internal MailAddress(string canonical, int at, bool requiresSmtpUtf8)
    {
        Address = canonical;
        _at = at;
        RequiresSmtpUtf8 = requiresSmtpUtf8;
    }

    /// <summary>The canonical text, fit for an SMTP command; other letters than ASCII only in the local part.</summary>
    public string Address { get; }

    /// <summary>What stands before the <c>@</c>, with its quotes where it needs them.</summary>
    public string LocalPart => Address.Substring(0, _at);

    /// <summary>The domain; null when the address has an address literal instead.</summary>
    public DomainName? Domain => _domain ??= Address[_at + 1] == '[' ? null : DomainName.FromAscii(DomainText);

    /// <summary>What stands after the <c>@</c>: the domain in A-labels, or the address literal with its brackets.</summary>
    public string DomainText => Address.Substring(_at + 1);

    /// <summary>The text of the address literal without its brackets, such as <c>192.0.2.1</c> or <c>IPv6:2001:db8::1</c>; else null.</summary>
    public string? AddressLiteral => Address[_at + 1] == '[' ? Address.Substring(_at + 2, Address.Length - _at - 3) : null;

    /// <summary>The IP address of the address literal; null when the address has a domain.</summary>
    public IPAddress? LiteralAddress =>
        AddressLiteral is { } literal && MailOps.AddressLiteral.TryGetAddress(literal, out var address) ? address : null;

    /// <summary>Whether local part or domain hold other letters than ASCII.</summary>
    public bool IsInternationalized => RequiresSmtpUtf8 || Domain is { IsInternationalized: true };

    /// <summary>Whether only servers with SMTPUTF8 (RFC 6531) take it: the local part holds other letters than ASCII.</summary>
    public bool RequiresSmtpUtf8 { get; }

    /// <summary>The address with its domain in U-labels, for people.</summary>
    public string UnicodeAddress => Domain is { IsInternationalized: true } domain ? LocalPart + "@" + domain.Unicode : Address;

    /// <summary>
    /// The text under which addresses are looked up and joined: in lower case throughout, since hardly a server tells
    /// <c>Anna@</c> from <c>anna@</c>, and in Normalization Form C.
    /// </summary>
    public string ComparisonKey => RequiresSmtpUtf8
        ? Address.ToLowerInvariant().Normalize(NormalizationForm.FormC)
        : AddressText.ToLower(Address);

    /// <summary>Reads an address in the syntax of <see cref="AddressSyntax.Mailbox"/>.</summary>
    /// <param name="text">A mailbox, without a display name.</param>
    /// <param name="address">The address read.</param>
    /// <returns>Whether it is an address.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out MailAddress? address) =>
        TryParse(text, AddressSyntax.Mailbox, out address, out _);

    /// <summary>Reads an address and says what is wrong with it.</summary>
    /// <param name="text">A mailbox, without a display name.</param>
    /// <param name="address">The address read.</param>
    /// <param name="error">The reason why it is none, and where.</param>
    /// <returns>Whether it is an address.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out MailAddress? address, out AddressError error) =>
        TryParse(text, AddressSyntax.Mailbox, out address, out error);

    /// <summary>Reads an address in the given syntax and says what is wrong with it.</summary>
    /// <param name="text">A mailbox, without a display name.</param>
    /// <param name="syntax">Which written forms are taken.</param>
    /// <param name="address">The address read.</param>
    /// <param name="error">The reason why it is none, and where.</param>
    /// <returns>Whether it is an address.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, AddressSyntax syntax, [NotNullWhen(true)] out MailAddress? address, out AddressError error)
    {
        address = null;
        if (text is null)
        {
            error = new(AddressFault.Empty, 0);
            return false;
        }

        if (PlainAddress.TryScan(text.AsSpan(), out var at, out var hasUpperDomain) && !hasUpperDomain)
        {
            address = new MailAddress(text, at, requiresSmtpUtf8: false);
            error = default;
            return true;
        }

        return syntax == AddressSyntax.Rfc5322
            ? HeaderAddressScanner.TryRead(text, out address, out error)
            : TryParseMailbox(text, out address, out error);
    }

    /// <summary>Reads an address in the syntax of <see cref="AddressSyntax.Mailbox"/>.</summary>
    /// <param name="text">A mailbox, without a display name.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Address.Invalid</c>: it is no address.</exception>
    public static MailAddress Parse(string text) => new(text);

    /// <summary>Checks an address without making an object of it.</summary>
    /// <param name="text">A mailbox, without a display name.</param>
    /// <param name="syntax">Which written forms are taken.</param>
    /// <returns>What is wrong with it; the default value, without a fault, for a valid address.</returns>
    public static AddressError Validate(ReadOnlySpan<char> text, AddressSyntax syntax = AddressSyntax.Mailbox)
    {
        if (PlainAddress.TryScan(text, out _, out _))
        {
            return default;
        }

        if (syntax == AddressSyntax.Mailbox)
        {
            return AddressScanner.Scan(text).Error;
        }

        HeaderAddressScanner.TryRead(text.ToString(), out _, out var error);
        return error;
    }

    /// <inheritdoc/>
    public bool Equals(MailAddress? other) => other is not null && Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MailAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Address);

    /// <summary>The canonical text.</summary>
    public override string ToString() => Address;

    /// <summary>Reads a mailbox by the full grammar.</summary>
    internal static bool TryParseMailbox(string text, [NotNullWhen(true)] out MailAddress? address, out AddressError error)
    {
        address = null;
        var scan = AddressScanner.Scan(text.AsSpan());
        error = scan.Error;
        if (error.IsFault)
        {
            return false;
        }

        var canonical = AddressText.Canonical(text, scan, out var at);
        address = new MailAddress(canonical, at, scan.HasInternationalLocalPart);
        return true;
    }

    /// <summary>Whether two addresses are equal.</summary>
    public static bool operator ==(MailAddress? left, MailAddress? right) => Equals(left, right);

    /// <summary>Whether two addresses differ.</summary>
    public static bool operator !=(MailAddress? left, MailAddress? right) => !Equals(left, right);
}
