using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MailOps;

/// <summary>
/// Records of a CSV text (RFC 4180) as they are read. A record longer than the limit is cut and says so: a quote that nobody closes must not
/// swallow a file into memory.
/// </summary>
/// <param name="reader">The text.</param>
/// <param name="separator">What stands between cells.</param>
/// <param name="line">The number of the line at which the text begins.</param>
internal sealed class CsvReader(TextReader reader, char separator, long line = 1)
{
    private const int LongestRecord = 1 << 20;
    private const int LongestLine = 64 * 1024;

    private readonly StringBuilder _cell = new();
    private readonly char[] _buffer = new char[16 * 1024];
    private int _position;
    private int _length;
    private long _line = line;

    /// <summary>The number of the line at which the record read last begins.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the record read last was cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The separator that a line of titles uses: as Excel writes it, a semicolon or a tab in many countries.</summary>
    public static char SeparatorOf(string titles)
    {
        foreach (var c in titles)
        {
            if (c is ';' or ',' or '\t')
            {
                return c;
            }
        }

        return ',';
    }

    /// <summary>The next line that is not blank; null at the end. One without an end comes in pieces.</summary>
    public static string? NextLine(TextReader reader)
    {
        long ends = 0;
        return NextLine(reader, ref ends);
    }

    /// <summary>The same, counting the ends of lines that were read.</summary>
    public static string? NextLine(TextReader reader, ref long ends)
    {
        var line = new StringBuilder();
        int read;
        while (line.Length < LongestLine && (read = reader.Read()) >= 0)
        {
            ends += read == '\n' || (read == '\r' && reader.Peek() != '\n') ? 1 : 0;
            if (read is not ('\n' or '\r'))
            {
                line.Append((char)read);
            }
            else if (line.ToString().Trim().Length > 0)
            {
                return line.ToString();
            }
            else
            {
                line.Clear();
            }
        }

        return line.ToString().Trim().Length > 0 ? line.ToString() : null;
    }

    /// <summary>Reads the next record that is not empty; false at the end.</summary>
    public bool TryRead(List<string> cells)
    {
        do
        {
            cells.Clear();
            if (!ReadRecord(cells))
            {
                return false;
            }
        }
        while (cells is [""]);
        return true;
    }

    private bool ReadRecord(List<string> cells)
    {
        _cell.Clear();
        IsCut = false;
        Line = _line;
        var (quoted, any, length) = (false, false, 0);
        int read;
        while ((read = Next()) >= 0)
        {
            var c = (char)read;
            any = true;
            if (++length > LongestRecord)
            {
                IsCut = true;
                quoted = false;
            }

            if (c is '\n' or '\r' && !quoted)
            {
                break;
            }

            if (IsCut)
            {
                continue;
            }

            if (c == '"' && quoted && Peek() == '"')
            {
                // Two quotes within quotes are one.
                _position++;
                _cell.Append(c);
            }
            else if (c == '"')
            {
                // One in the middle of a cell opens it nevertheless, as most programs read it.
                quoted = !quoted;
            }
            else if (c == separator && !quoted)
            {
                cells.Add(_cell.ToString());
                _cell.Clear();
            }
            else
            {
                _cell.Append(c);
            }
        }

        if (any)
        {
            cells.Add(_cell.ToString());
        }

        return any;
    }

    private int Next()
    {
        if (Peek() < 0)
        {
            return -1;
        }

        var c = _buffer[_position++];
        _line += c == '\n' || (c == '\r' && Peek() != '\n') ? 1 : 0;
        return c;
    }

    private int Peek()
    {
        if (_position == _length)
        {
            _length = reader.Read(_buffer, 0, _buffer.Length);
            _position = 0;
        }

        return _length <= 0 ? -1 : _buffer[_position];
    }
}
