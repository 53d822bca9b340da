using System;
using MailOps.Mime;

namespace MailOps.Bounces;

/// <summary>Whether a mail looks as if a mail system had written it, or a person who forwards or quotes a report.</summary>
internal sealed class SenderLook
{
    // Local parts without punctuation and digits, as mail systems call themselves.
    private static readonly string[] DaemonNames =
    [
        "mailerdaemon", "postmaster", "maildaemon", "maildeliverysystem", "maildeliverysubsystem", "mdaemon", "mailadmin", "mailsystem",
        "systemadministrator", "nondelivery", "bounce", "mailer", "daemon", "delivery", "postoffice", "mmdf", "smtp", "root", "mailgateway", "sysadmin", "mailmarshal", "mailservice",
    ];

    private static readonly string[] DaemonTitles =
    [
        "mail delivery", "mail deliver", "mailer-daemon", "mailer daemon", "delivery subsystem", "delivery system", "system administrator",
        "mail administrator", "postmaster", "mail system", "delivery service", "delivery status", "mail server", "content-filter at",
        "interscan", "notification", "microsoft outlook", "systemadministrator", "zustellung",
    ];

    private static readonly string[] ReplyPrefixes =
    [
        "re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "enc:", "i:", "sv:", "vs:", "antw:", "rép :", "res:", "ynt:", "转发:", "回复:", "[fwd:",
    ];

    public SenderLook(MimeHeaderList headers, string from, string subject)
    {
        Address = AddressText.FindFirst(from.AsSpan());
        IsDaemon = LooksLikeDaemon(from, Address);
        HasNullReturnPath = headers.TryGetRaw("Return-Path", out var path) && IsNull(path.Span);
        AutoSubmitted = headers["Auto-Submitted"] ?? "";
        IsReplyOrForward = HasReplyPrefix(subject);
        HasFailedRecipients = headers.Contains("X-Failed-Recipients");
        IsFromNobody = from.Length == 0 || Address.Length == 0;
    }

    /// <summary>The address of the From field; empty when it has none.</summary>
    public string Address { get; }

    /// <summary>Whether the From field names a mail system.</summary>
    public bool IsDaemon { get; }

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

    private static bool LooksLikeDaemon(string from, string address)
    {
        Span<char> name = stackalloc char[32];
        var length = 0;
        var at = address.LastIndexOf('@');
        var local = at < 0 ? from : address.Substring(0, at);
        foreach (var c in local)
        {
            if (char.IsLetter(c) && length < name.Length)
            {
                name[length++] = char.ToLowerInvariant(c);
            }
        }

        foreach (var daemon in DaemonNames)
        {
            if (name.Slice(0, length).SequenceEqual(daemon.AsSpan()))
            {
                return true;
            }
        }

        foreach (var title in DaemonTitles)
        {
            if (from.Contains(title, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return from.Contains("mailer-daemon", StringComparison.OrdinalIgnoreCase);
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
