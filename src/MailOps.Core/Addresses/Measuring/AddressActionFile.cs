using System;
using System.IO;

namespace MailOps.Addresses;

/// <summary>
/// The addresses of a list that somebody has to look at, as CSV (RFC 4180): not Deliverable, with a suggestion, or there twice. Written as the
/// results come.
/// </summary>
public sealed class AddressActionFile
{
    private readonly TextWriter _writer;
    private readonly char _separator;

    /// <summary>Begins a file with its titles.</summary>
    /// <param name="writer">Where to; the caller closes it.</param>
    /// <param name="separator">What stands between cells: a comma, or a semicolon for Excel in many countries.</param>
    public AddressActionFile(TextWriter writer, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        _separator = separator;
        Write("Input", "Verdict", "Reason", "Suggestion", "DuplicateOf", "Advice");
    }

    /// <summary>Adds a result, when there is something to do about it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="duplicateOf">The address before it that reaches the same mailbox; null for none.</param>
    public void Add(AddressTestResult result, string? duplicateOf)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Verdict == AddressVerdict.Deliverable && result.Suggestion.Length == 0 && duplicateOf is null)
        {
            return;
        }

        var reason = result.Reason == AddressReason.None ? "" : result.FaultPosition is { } position ? result.Fault + " at " + position : result.Reason.ToString();
        var advice = duplicateOf is not null && result.Verdict == AddressVerdict.Deliverable
            ? new Localized("There twice: keep one.", "Doppelt: eine behalten.")
            // A suggestion is the shorter way than asking the person, whatever is wrong with the address as it stands.
            : AddressReasonTexts.AdviceFor(result.Suggestion.Length > 0 && result.Reason != AddressReason.Suppressed ? AddressReason.DomainTypo : result.Reason);
        Write(result.Input, result.Verdict.ToString(), reason, result.Suggestion, duplicateOf ?? "", advice.Current);
    }

    private void Write(params string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                _writer.Write(_separator);
            }

            _writer.Write(Cell(cells[i]));
        }

        _writer.Write("\r\n");
    }

    // A cell that begins like a formula is one to Excel, and the text comes from strangers.
    private string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.IndexOfAny([_separator, '"', '\r', '\n']) >= 0 ? "\"" + safe.Replace("\"", "\"\"") + "\"" : safe;
    }
}
