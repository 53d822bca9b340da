using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace MailOps.Net;

/// <summary>
/// Writes down what client and server say, a line each, for finding faults: time, number of the connection, <c>C:</c> or <c>S:</c>, the
/// words. Passwords, tokens and message contents never reach it. One transcript may serve many connections at once.
/// </summary>
public sealed class ProtocolTranscript : IDisposable
{
    private readonly object _gate = new();
    private readonly TextWriter _writer;
    private readonly MailClock _clock;
    private int _connections;

    /// <summary>A transcript into a writer of the caller.</summary>
    /// <param name="writer">Where the lines go; disposed with the transcript.</param>
    /// <param name="clock">The time; null for the machine's.</param>
    public ProtocolTranscript(TextWriter writer, MailClock? clock = null)
    {
        _writer = writer;
        _clock = clock ?? MailClock.System;
    }

    /// <summary>Why nothing is written any more, such as a full disk; null while all is well. A transcript never stops the mail.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>A transcript at the end of a file, which is made when it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Net.TranscriptNotWritable</c>.</exception>
    public static ProtocolTranscript Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return new ProtocolTranscript(new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MailOpsException(
                "MailOps.Net.TranscriptNotWritable",
                e is UnauthorizedAccessException ? MailOpsErrorKind.AccessDenied : MailOpsErrorKind.InvalidArgument,
                new Localized(
                    $"The transcript '{path}' cannot be written: {e.Message}",
                    $"Das Protokoll '{path}' kann nicht geschrieben werden: {e.Message}").Current,
                new Localized("Name a file that this account may write.", "Eine Datei angeben, die dieses Konto schreiben darf.").Current,
                e);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _writer.Dispose();
        }
    }

    /// <summary>A number for a new connection.</summary>
    internal int NextConnection() => Interlocked.Increment(ref _connections);

    /// <summary>Writes one line; what a terminal would obey is replaced.</summary>
    /// <param name="connection">The connection's number.</param>
    /// <param name="side"><c>C</c> client, <c>S</c> server, <c>*</c> neither.</param>
    /// <param name="text">The words, without secrets.</param>
    internal void Write(int connection, char side, string text)
    {
        var line = string.Format(
            CultureInfo.InvariantCulture, "{0:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {1} {2}: {3}", _clock.UtcNow, connection, side, WireText.Printable(text));
        lock (_gate)
        {
            if (Failure is not null)
            {
                return;
            }

            try
            {
                _writer.WriteLine(line);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                Failure = e;
            }
        }
    }
}
