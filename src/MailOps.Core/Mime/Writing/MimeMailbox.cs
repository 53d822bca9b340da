using System;

namespace MailOps.Mime;

/// <summary>An address with the name of its owner, as it stands in From, To or Cc.</summary>
public sealed record MimeMailbox
{
    /// <summary>An address without a name.</summary>
    /// <param name="address">The address.</param>
    public MimeMailbox(MailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
    }

    /// <summary>Reads <c>address</c>, <c>Name &lt;address&gt;</c> or <c>"Name" &lt;address&gt;</c>.</summary>
    /// <param name="text">One mailbox.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Mime.InvalidMailbox</c>: the form is another one; <c>MailOps.Address.Invalid</c>: the address is none.
    /// </exception>
    public MimeMailbox(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (!trimmed.EndsWith('>'))
        {
            Address = MailAddress.Parse(trimmed);
            return;
        }

        var open = trimmed.LastIndexOf('<');
        if (open < 0)
        {
            throw MimeErrors.InvalidMailbox(text);
        }

        Address = MailAddress.Parse(trimmed.Substring(open + 1, trimmed.Length - open - 2).Trim());
        DisplayName = Unquote(trimmed.Substring(0, open).Trim());
    }

    /// <summary>The name shown to people; null when there is none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The address.</summary>
    public MailAddress Address { get; init; }

    /// <summary>The name and the address in angle brackets, or the address alone.</summary>
    public override string ToString() => string.IsNullOrEmpty(DisplayName) ? Address.Address : DisplayName + " <" + Address.Address + ">";

    private static string? Unquote(string name)
    {
        if (name.Length < 2 || !name.StartsWith('"') || !name.EndsWith('"'))
        {
            return name.Length == 0 ? null : name;
        }

        var inner = name.Substring(1, name.Length - 2);
        return inner.Length == 0 ? null : inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
    }
}
