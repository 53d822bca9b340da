using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Json;

namespace MailOps.Dns;

/// <summary>
/// The answers that a <see cref="DnsRecorder"/> wrote. As a resolver it gives them again without a network; a question that is not in it gets
/// <see cref="DnsStatus.TempError"/> with <see cref="DnsFailureReason.NotRecorded"/>, since the recording does not know.
/// </summary>
public sealed class DnsRecording : IDnsResolver
{
    internal const string Format = "mailops-dns-recording";
    internal const int Version = 1;

    // Some ten million answers; more would not fit into memory anyway.
    private const long MaxFileBytes = 4L * 1024 * 1024 * 1024;

    private readonly string _path;
    private readonly Dictionary<DnsQuestion, DnsAnswer> _answers = [];

    private DnsRecording(string path) => _path = path;

    /// <summary>All answers, each question once; the last one counts.</summary>
    public IReadOnlyCollection<DnsAnswer> Answers => _answers.Values;

    /// <summary>Reads a recording.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MailOpsException">MailOps.Dns.RecordingUnreadable, or MailOps.Dns.InvalidRecording with the line.</exception>
    public static DnsRecording Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (new FileInfo(path).Length is var length && length > MaxFileBytes)
            {
                throw new IOException(length + " > " + MaxFileBytes);
            }

            var recording = new DnsRecording(path);
            recording.Read();
            return recording;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DnsErrors.RecordingUnreadable(path, e);
        }
    }

    /// <inheritdoc/>
    public ValueTask<DnsAnswer> ResolveAsync(DnsQuestion question, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new ValueTask<DnsAnswer>(Task.FromCanceled<DnsAnswer>(cancellationToken))
            : new ValueTask<DnsAnswer>(_answers.TryGetValue(question, out var answer)
                ? answer
                : DnsAnswer.Failed(question, DnsFailures.NotRecorded(question, _path)));

    /// <summary>What has changed from this recording to a later one, in the order of names and types.</summary>
    /// <param name="later">The later one.</param>
    public IReadOnlyList<DnsDifference> CompareTo(DnsRecording later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return DnsDifference.Between(_answers, later._answers);
    }

    private void Read()
    {
        using var lines = new StreamReader(_path, Encoding.UTF8);
        var number = 0L;
        while (lines.ReadLine() is { } line)
        {
            number++;
            try
            {
                var value = JsonValue.Parse(line);
                if (number == 1)
                {
                    CheckHead(value);
                    continue;
                }

                var answer = AnswerJson.Read(value);
                _answers[answer.Question] = answer;
            }
            catch (JsonException e)
            {
                throw DnsErrors.InvalidRecording(_path, number, e.Message, e);
            }
        }

        if (number == 0)
        {
            throw DnsErrors.InvalidRecording(_path, 1, "the file is empty");
        }
    }

    private static void CheckHead(JsonValue value)
    {
        if (value.MemberString("format") != Format)
        {
            throw value.Fault("the first line has no \"format\": \"" + Format + "\"");
        }

        if (value.MemberInt64("version") != Version)
        {
            throw value.RequireMember("version").Fault("this version of the format is not known");
        }
    }
}
