using System;
using System.Globalization;

namespace MailOps.Cli;

/// <summary>
/// How far a long run is, on one line of a terminal's standard error: nothing in the first second, then twice a second. The time that remains is
/// known where the input is files, whose read part is told by <see cref="Read"/>.
/// </summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly MailClock _clock;
    private readonly long _totalBytes;
    private readonly TimeSpan _start;
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private TimeSpan _next;
    private long _done;
    private long _read;
    private int _width;

    public ProgressLine(MailClock clock, long totalBytes)
    {
        _clock = clock;
        _totalBytes = totalBytes;
        _start = clock.Elapsed;
        _next = _start + Patience;
    }

    /// <summary>Tells how much of the files was read since the last time.</summary>
    public void Read(long bytes) => _read += bytes;

    /// <summary>Counts one result.</summary>
    public void Count()
    {
        _done++;
        if (!_isTerminal || _clock.Elapsed < _next)
        {
            return;
        }

        _next = _clock.Elapsed + Interval;
        Show(Describe(_done, _clock.Elapsed - _start, _read, _totalBytes));
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (_width > 0)
        {
            Show("");
            Console.Error.Write('\r');
        }
    }

    /// <summary>The line: how many are done, how many a second, and how long it will take, where that is known.</summary>
    internal static string Describe(long done, TimeSpan elapsed, long read, long total)
    {
        var line = string.Format(CultureInfo.CurrentCulture, "{0:N0} checked, {1:N0}/s", done, done / elapsed.TotalSeconds);
        if (total == 0 || read == 0)
        {
            return line;
        }

        var left = TimeSpan.FromSeconds(Math.Max(0, elapsed.TotalSeconds * (total - read) / read));
        return line + string.Format(CultureInfo.CurrentCulture, ", {0:P0}, {1:hh\\:mm\\:ss} left", Math.Min(1.0, (double)read / total), left);
    }

    private void Show(string text)
    {
        Console.Error.Write('\r' + text.PadRight(_width));
        _width = text.Length;
    }
}
