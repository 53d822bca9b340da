using System;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>Whether a mail looks as if a mail system had written it, or a person who forwards or quotes a report.</summary>
internal sealed class SenderLook
{
    // Local parts without punctuation and digits, as mail systems call themselves.
    private static readonly string[] DaemonNames =
    [
        "mailerdaemon", "maildaemon", "maildeliverysystem", "maildeliverysubsystem", "mdaemon", "mailsystem", "nondelivery", "bounce", "mailer", "daemon", "mmdf", "smtp",
        "mailgateway", "mailmarshal",
    ];

    // Names that people write from as well.
    private static readonly string[] RoleNames =
        ["postmaster", "mailadmin", "systemadministrator", "delivery", "postoffice", "root", "sysadmin", "mailservice"];

    private static readonly string[] DaemonTitles =
    [
        "mail delivery", "mail deliver", "mailer-daemon", "mailer daemon", "delivery subsystem", "delivery system", "system administrator",
        "mail system", "content-filter at", "interscan", "microsoft outlook", "systemadministrator",
    ];

    // Between punctuation and digits: "postmaster\@kunde.example".
    private static readonly string[] NameParts = ["postmaster", "mdaemon"];

    // Parcel services and shops call themselves so too.
    private static readonly string[] RoleTitles =
        ["mail administrator", "postmaster", "delivery service", "delivery status", "mail server", "notification", "zustellung"];

    private static readonly string[] ReplyPrefixes =
    [
        "re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "enc:", "i:", "sv:", "vs:", "antw:", "rép :", "res:", "ynt:", "转发:", "回复:", "[fwd:",
    ];

    public SenderLook(MimeHeaderList headers, string from, string subject)
    {
        Address = AddressText.FindFirst(from.AsSpan());
        var name = NameOf(from, Address);
        IsCertainDaemon = IsOneOf(name, DaemonNames) || HasTitle(from, DaemonTitles);
        IsDaemon = IsCertainDaemon || IsOneOf(name, RoleNames) || HasTitle(from, RoleTitles) || HasPart(Address, NameParts);
        HasNullReturnPath = headers.TryGetRaw("Return-Path", out var path) && IsNull(path.Span);
        AutoSubmitted = headers["Auto-Submitted"] ?? "";
        IsReplyOrForward = HasReplyPrefix(subject);
        HasFailedRecipients = headers.Contains("X-Failed-Recipients");
        IsFromNobody = from.Length == 0 || Address.Length == 0;
    }

    /// <summary>The address of the From field; empty when it has none.</summary>
    public string Address { get; }

    /// <summary>Whether the From field names a mail system, or somebody who looks after one.</summary>
    public bool IsDaemon { get; }

    /// <summary>Whether the From field names a mail system as nobody but one calls itself.</summary>
    public bool IsCertainDaemon { get; }

    /// <summary>Whether the envelope sender was empty, as RFC 5321 section 4.5.5 wants it for all reports.</summary>
    public bool HasNullReturnPath { get; }

    /// <summary>The Auto-Submitted field (RFC 3834 section 5).</summary>
    public string AutoSubmitted { get; }

    public bool HasFailedRecipients { get; }

    /// <summary>Whether the subject begins with Re: or Fwd: in one of many languages.</summary>
    public bool IsReplyOrForward { get; }

    public bool IsFromNobody { get; }

    /// <summary>Whether anything says that a program wrote the mail.</summary>
    public bool IsAutomatic => IsDaemon || HasNullReturnPath || HasFailedRecipients || IsFromNobody || IsAutoSubmitted;

    public bool IsAutoSubmitted => AutoSubmitted.StartsWith("auto-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a person seems to pass on a report that he got.</summary>
    public bool IsPassedOn => IsReplyOrForward && !IsDaemon && !HasNullReturnPath && !HasFailedRecipients && !IsFromNobody;

    // The letters of the local part, in lower case: "Mailer-Daemon2@" and "mailer_daemon@" are the same name.
    private static string NameOf(string from, string address)
    {
        Span<char> name = stackalloc char[32];
        var length = 0;
        var at = address.LastIndexOf('@');
        foreach (var c in at < 0 ? from.AsSpan() : address.AsSpan(0, at))
        {
            if (char.IsLetter(c) && length < name.Length)
            {
                name[length++] = char.ToLowerInvariant(c);
            }
        }

        return name.Slice(0, length).ToString();
    }

    private static bool IsOneOf(string name, string[] names) => Array.IndexOf(names, name) >= 0;

    private static bool HasTitle(string from, string[] titles)
    {
        foreach (var title in titles)
        {
            if (from.Contains(title, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasPart(string address, string[] parts)
    {
        var local = address.AsSpan(0, Math.Max(0, address.LastIndexOf('@')));
        foreach (var part in parts)
        {
            var at = local.IndexOf(part.AsSpan(), StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at == 0 || !char.IsLetter(local[at - 1])) && (at + part.Length == local.Length || !char.IsLetter(local[at + part.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNull(ReadOnlySpan<byte> path)
    {
        path = AsciiTrim(path);
        return path.Length == 0 || path.SequenceEqual("<>"u8) || AsciiText.EqualsIgnoreCase(path, "<null>")
            || AsciiText.StartsWithIgnoreCase(path, "<mailer-daemon") || AsciiText.StartsWithIgnoreCase(path, "<postmaster")
            || AsciiText.StartsWithIgnoreCase(path, "mailer-daemon");
    }

    private static ReadOnlySpan<byte> AsciiTrim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] <= ' ')
        {
            text = text.Slice(1);
        }

        while (!text.IsEmpty && text[text.Length - 1] <= ' ')
        {
            text = text.Slice(0, text.Length - 1);
        }

        return text;
    }

    private static bool HasReplyPrefix(string subject)
    {
        var text = subject.AsSpan().TrimStart();
        foreach (var prefix in ReplyPrefixes)
        {
            if (text.StartsWith(prefix.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
