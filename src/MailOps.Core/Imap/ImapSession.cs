using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Mailboxes;

namespace MailOps.Imap;

/// <summary>A mailbox on an IMAP server, as one connection sees it.</summary>
internal sealed class ImapSession : MailboxSession
{
    private readonly ImapConnection _connection;
    private readonly ImapOptions _options;
    private readonly ImapFolderNames _names = new();
    private ImapFolder? _open;

    public ImapSession(ImapConnection connection, ImapOptions options, string mailbox)
    {
        _connection = connection;
        _options = options;
        Mailbox = mailbox;
        _connection.Observer = response => _open?.Notice(response);
    }

    public override string Mailbox { get; }

    public override bool IsUsable => !_connection.IsClosed;

    public override bool MovesAtOnce => _connection.Capabilities.Move;

    public ImapConnection Connection => _connection;

    public ImapLimits Limits => _options.Limits;

    public MailClock Clock => _options.Clock;

    /// <summary>Whether a folder is the one that the server has open for us.</summary>
    public bool IsOpen(ImapFolder folder) => _open == folder && IsUsable;

    /// <summary>A name as the server has it.</summary>
    public string WireName(string folder) => _names.ToWire(folder, _connection.Capabilities.Utf8Enabled);

    public override Task<IReadOnlyList<MailFolder>> ListFoldersAsync(CancellationToken cancellationToken) =>
        new ImapFolderList(_connection, _names, _options.Limits).ReadAsync(cancellationToken);

    public override async Task<OpenMailFolder> OpenFolderAsync(string folder, MailFolderAccess access, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var command = _connection.Command(access == MailFolderAccess.Read ? "EXAMINE" : "SELECT").String(WireName(folder));
        if (_connection.Capabilities.CondStore)
        {
            command.Raw(" (CONDSTORE)");
        }

        // Whatever comes of it, the server has closed the one that was open (RFC 9051 section 6.3.2), and expunged nothing.
        var opening = new ImapFolder(this, folder, access);
        _open = opening;
        try
        {
            opening.Complete(await _connection.RunAsync(command, ImapFolder.TakesOpening, cancellationToken).ConfigureAwait(false));
            return opening;
        }
        catch (ImapRefusal e) when (e.Response.Status == ImapStatus.No)
        {
            _open = null;
            throw e.Response.Code is "NOPERM" ? e : MailboxErrors.FolderNotFound(Mailbox, folder, e.Response.ToString());
        }
        catch
        {
            _open = null;
            throw;
        }
    }

    public override async Task<bool> CreateFolderAsync(string folder, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var isNew = true;
        try
        {
            await _connection.RunAsync(_connection.Command("CREATE").String(WireName(folder)), null, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapRefusal e) when (e.Response.Status == ImapStatus.No)
        {
            // Not every server says ALREADYEXISTS (RFC 5530).
            isNew = false;
            if (e.Response.Code != "ALREADYEXISTS" && !await ExistsAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }

        await _connection.RunAsync(_connection.Command("SUBSCRIBE").String(WireName(folder)), null, cancellationToken).ConfigureAwait(false);
        return isNew;
    }

    public override async Task<MailLocation?> AppendAsync(
        string folder, ReadOnlyMemory<byte> message, MailFlagSet flags, DateTime? internalDate, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(flags);
        var command = _connection.Command("APPEND").String(WireName(folder)).Raw(" ");
        if (!flags.IsEmpty)
        {
            ImapFlags.Append(command, flags).Raw(" ");
        }

        if (internalDate is { } date)
        {
            command.Raw("\"" + ImapDate.Write(date) + "\" ");
        }

        command.Literal(message.ToArray());
        command.Shown = "APPEND " + DisplayText.Clean(folder) + " (" + message.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) + " octets)";
        try
        {
            var ok = await _connection.RunAsync(command, null, cancellationToken).ConfigureAwait(false);

            // RFC 4315 section 3: [APPENDUID validity uid]
            var code = new ImapTokens(ok.CodeArguments, []);
            return ok.Code == "APPENDUID" && code.TryNumber(out var validity) && code.TryTake(' ') && code.TryNumber(out var uid) && uid is > 0 and <= uint.MaxValue
                ? new MailLocation { Mailbox = Mailbox, Folder = folder, UidValidity = validity, Uid = ImapSet.Text((uint)uid) }
                : null;
        }
        catch (ImapRefusal e) when (e.Response.Code == "TRYCREATE")
        {
            throw MailboxErrors.FolderNotFound(Mailbox, folder, e.Response.ToString());
        }
    }

    public override async Task PingAsync(CancellationToken cancellationToken) =>
        await _connection.RunAsync(_connection.Command("NOOP"), null, cancellationToken).ConfigureAwait(false);

    public override ValueTask DisposeAsync() => _connection.LogoutAsync();

    private async Task<bool> ExistsAsync(string folder, CancellationToken cancellationToken)
    {
        var exists = false;
        var wire = WireName(folder);

        // Wildcards in a name match the name itself too; that it came back is what counts.
        await _connection.RunAsync(
            _connection.Command("LIST \"\"").String(wire),
            response =>
            {
                var isFolder = ListReader.TryRead(response, out var entry);
                exists |= isFolder && entry.WireName == wire;
                return isFolder;
            },
            cancellationToken).ConfigureAwait(false);
        return exists;
    }
}
