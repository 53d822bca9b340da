using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>The mailboxes of an IMAP server (RFC 9051, RFC 3501). Each session has a connection of its own.</summary>
public sealed class ImapMailStore : IMailStore
{
    private readonly ImapOptions _options;

    /// <summary>A store.</summary>
    /// <param name="options">How to reach the server, and as whom.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Imap.InvalidOptions</c>.</exception>
    public ImapMailStore(ImapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(options.Host.Length is > 0 and <= 255 && options.Host.All(c => c > ' ' && c != '\u007F'), nameof(options.Host), options.Host);
        Require(
            options.Port is null or (> 0 and <= 65535), nameof(options.Port), options.Port?.ToString(CultureInfo.InvariantCulture) ?? "");
        var times = options.Timeouts;
        foreach (var time in new[] { times.Connect, times.Tls, times.Greeting, times.Command, times.Logout })
        {
            // Timers of .NET Framework end at 2^31 - 2 ms.
            Require(time > TimeSpan.Zero && time.TotalMilliseconds < int.MaxValue, nameof(options.Timeouts), time.ToString());
        }

        _options = options;
    }

    /// <inheritdoc/>
    public async Task<MailboxSession> OpenAsync(string mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        if (mailbox.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw ImapErrors.CommandInjection(mailbox);
        }

        var connection = new ImapConnection(_options);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await new ImapLogin(connection, _options, mailbox).RunAsync(cancellationToken).ConfigureAwait(false);
            await connection.LearnCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
            if (connection.Capabilities.Enable && connection.Capabilities.Utf8Accept)
            {
                await EnableUtf8Async(connection, cancellationToken).ConfigureAwait(false);
            }

            return new ImapSession(connection, _options, mailbox.Length == 0 ? _options.Credential.UserName : mailbox);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // RFC 6855 section 3: names of folders come in UTF-8 from here on, once the server has said ENABLED.
    private static async Task EnableUtf8Async(ImapConnection connection, CancellationToken cancellationToken)
    {
        var isEnabled = false;
        await connection.RunAsync(
            connection.Command("ENABLE UTF8=ACCEPT"),
            response =>
            {
                isEnabled |= response.Name == "ENABLED" && ImapCapabilities.Read(response.Tokens.Rest).Utf8Accept;
                return response.Name == "ENABLED";
            },
            cancellationToken).ConfigureAwait(false);
        connection.Capabilities.Utf8Enabled = isEnabled;
    }

    private static void Require(bool isUsable, string option, string value)
    {
        if (!isUsable)
        {
            throw ImapErrors.InvalidOptions(option, value);
        }
    }
}
