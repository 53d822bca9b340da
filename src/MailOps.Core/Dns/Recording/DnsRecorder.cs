using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>
/// Writes every answer of another resolver to a file, one JSON object a line (docs/dns.md), so that a run can be repeated without a network and
/// compared with a later one. An answer that comes again is written once; when its status changes, again.
/// </summary>
public sealed class DnsRecorder : IDnsResolver, IDisposable
{
    private readonly IDnsResolver _inner;
    private readonly string _path;
    private readonly MailClock _clock;
    private readonly Stream _output;
    private readonly JsonWriter _writer = new();
    private readonly Dictionary<DnsQuestion, DnsStatus> _written = [];
    private bool _isDisposed;

    private DnsRecorder(string path, Stream output, IDnsResolver inner, MailClock clock)
    {
        _path = path;
        _output = output;
        _inner = inner;
        _clock = clock;
    }

    /// <summary>Starts a recording.</summary>
    /// <param name="path">The file; what it held before is lost.</param>
    /// <param name="inner">Who answers; disposed of together with the recorder.</param>
    /// <param name="clock">The clock for the time of each answer.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.RecordingUnwritable.</exception>
    public static DnsRecorder Create(string path, IDnsResolver inner, MailClock clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(clock);
        try
        {
            var recorder = new DnsRecorder(
                path, new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 65_536), inner, clock);
            recorder.WriteHead();
            return recorder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DnsErrors.RecordingUnwritable(path, e);
        }
    }

    /// <summary>Who answers.</summary>
    internal IDnsResolver Inner => _inner;

    /// <inheritdoc/>
    /// <exception cref="MailOpsException">MailOps.Dns.RecordingUnwritable: the answer came but cannot be recorded.</exception>
    public async ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        var answer = await _inner.ResolveAsync(question, cancellationToken).ConfigureAwait(false);
        try
        {
            Record(answer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DnsErrors.RecordingUnwritable(_path, e);
        }

        return answer;
    }

    /// <summary>Completes the file, and disposes of whoever answers.</summary>
    /// <exception cref="MailOpsException">MailOps.Dns.RecordingUnwritable: the last answers cannot be recorded.</exception>
    public void Dispose()
    {
        lock (_written)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            (_inner as IDisposable)?.Dispose();
            try
            {
                _output.Dispose();
            }
            catch (IOException e)
            {
                throw DnsErrors.RecordingUnwritable(_path, e);
            }
        }
    }

    private void WriteHead()
    {
        _writer.WriteStartObject();
        _writer.WriteMember("format", DnsRecording.Format);
        _writer.WriteMember("version", DnsRecording.Version);
        _writer.WriteEndObject();
        WriteLine();
    }

    private void Record(DnsAnswer answer)
    {
        lock (_written)
        {
            if (_isDisposed || (_written.TryGetValue(answer.Question, out var status) && status == answer.Status))
            {
                return;
            }

            _written[answer.Question] = answer.Status;
            _writer.Reset();
            AnswerJson.Write(_writer, answer, _clock.UtcNow);
            WriteLine();
        }
    }

    private void WriteLine()
    {
        _writer.WriteTo(_output);
        _output.WriteByte((byte)'\n');
    }
}
