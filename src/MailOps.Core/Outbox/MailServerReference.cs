using System;
using System.Globalization;
using MailOps.Net;
using MailOps.Smtp;

namespace MailOps.Outbox;

/// <summary>
/// An SMTP server as a queued mail names it: where it is, how the connection is protected, as whom, and where the secret is to be found,
/// never the secret itself. Its text is a URI, <c>smtp://user@host:587/?security=StartTls&amp;credential=env:SMTP_PASSWORD</c>.
/// </summary>
public sealed record MailServerReference
{
    private const string Scheme = "smtp://";

    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The port; null for the usual one (<see cref="SmtpOptions.Port"/>).</summary>
    public int? Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public ConnectionSecurity Security { get; init; }

    /// <summary>Who logs in; empty for nobody.</summary>
    public string UserName { get; init; } = "";

    /// <summary>
    /// Where the secret is: <c>env:NAME</c>, <c>file:PATH</c> or <c>secret:Vault/Name</c>; empty when only the process that queues the mail
    /// has it.
    /// </summary>
    public string Secret { get; init; } = "";

    /// <summary>Reads the text of a reference, or a bare <c>host</c> or <c>host:port</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidServer</c>: it is neither.</exception>
    public static MailServerReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isUri = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        if (!Uri.TryCreate(isUri ? text : Scheme + text, UriKind.Absolute, out var uri) || uri.Host.Length == 0
            || (!isUri && (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.AbsolutePath.Length > 1)))
        {
            throw OutboxErrors.InvalidServer(text);
        }

        var reference = new MailServerReference
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : null,
            UserName = Uri.UnescapeDataString(uri.UserInfo),
        };
        foreach (var pair in uri.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            var value = equals < 0 ? "" : Uri.UnescapeDataString(pair.Substring(equals + 1));
            reference = (equals < 0 ? pair : pair.Substring(0, equals)) switch
            {
                "security" when Enum.TryParse<ConnectionSecurity>(value, ignoreCase: true, out var security) => reference with { Security = security },
                "credential" => reference with { Secret = value },
                _ => throw OutboxErrors.InvalidServer(text),
            };
        }

        return reference;
    }

    /// <summary>The options to connect with.</summary>
    /// <param name="credential">Who logs in; null for nobody.</param>
    public SmtpOptions ToOptions(MailCredential? credential) => new()
    {
        Host = Host,
        Port = Port,
        Security = Security,
        Credential = credential,
    };

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        var user = UserName.Length == 0 ? "" : Uri.EscapeDataString(UserName) + "@";
        var host = Host.Contains(':') ? "[" + Host + "]" : Host;
        var port = Port is { } number ? ":" + number.ToString(CultureInfo.InvariantCulture) : "";
        var security = Security == default ? "" : "security=" + Security;
        var secret = Secret.Length == 0 ? "" : "credential=" + Uri.EscapeDataString(Secret);
        var query = security.Length > 0 && secret.Length > 0 ? security + "&" + secret : security + secret;
        return Scheme + user + host + port + (query.Length == 0 ? "" : "/?" + query);
    }
}
