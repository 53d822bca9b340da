using System;
using System.Collections.Generic;
using System.IO;
using MailOps.Json;
using Spectre.Console;

namespace MailOps.Cli;

/// <summary>
/// Writes results as they come: as JSON lines at once, or as tables. A table needs all its rows to find its widths, so a long list is
/// written in tables of a few hundred rows; memory stays constant and the first rows come early.
/// </summary>
internal sealed class ResultWriter<T> : IDisposable
    where T : class
{
    private const int RowsPerTable = 200;

    private static readonly TimeSpan MaxHeld = TimeSpan.FromMilliseconds(100);

    private readonly Column<T>[] _columns;
    private readonly JsonWriter? _json;
    private readonly Stream? _output;
    private readonly Func<T, IEnumerable<object>>? _jsonObjects;
    private Table? _table;
    private TimeSpan _flushed;

    public ResultWriter(bool json, Column<T>[] columns, Func<T, IEnumerable<object>>? jsonObjects = null)
    {
        _columns = json ? columns : Column<T>.ThatFit(columns, Tables.Width);
        _jsonObjects = jsonObjects;
        if (json)
        {
            _json = new JsonWriter();
            _output = new BufferedStream(StandardOutput.Open(), 65536);
        }
    }

    /// <summary>How many results came.</summary>
    public int Count { get; private set; }

    public void Write(T result)
    {
        Count++;
        if (_json is not null)
        {
            foreach (var item in _jsonObjects?.Invoke(result) ?? [result])
            {
                MailOpsJson.WriteLine(item, _output!, _json);
            }

            // The next result may be seconds away: what is there must not wait for a full buffer.
            var now = MailClock.System.Elapsed;
            if (now - _flushed > MaxHeld)
            {
                _output!.Flush();
                _flushed = now;
            }

            return;
        }

        _table ??= Tables.New(_columns);
        Tables.AddRow(_table, _columns, result);
        if (_table.Rows.Count >= RowsPerTable)
        {
            Flush();
        }
    }

    /// <summary>Writes what is still held back.</summary>
    public void Flush()
    {
        _output?.Flush();
        if (_table is not null)
        {
            Tables.Write(_table);
            _table = null;
        }
    }

    public void Dispose()
    {
        Flush();
        _output?.Dispose();
    }
}
