using System;
using System.Collections.Generic;

namespace MailOps.Authentication.Spf;

/// <summary>
/// Reads SPF records by the grammar of RFC 7208 section 12. It never throws; what cannot be read is listed.
/// <code>
/// record  = version terms *SP
/// version = "v=spf1"
/// terms   = *( 1*SP ( directive / modifier ) )
/// </code>
/// </summary>
public static class SpfRecordParser
{
    private const string Version = "v=spf1";

    // Foreign text: the list of errors must not grow with it.
    private const int MaxErrors = 20;

    /// <summary>Reads one text and says all that is wrong with it or worth knowing.</summary>
    /// <param name="text">The text of a TXT record, its strings joined.</param>
    public static SpfRecordAnalysis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsRecord(text.AsSpan()))
        {
            return new SpfRecordAnalysis { Findings = new FindingList([SpfRecordLint.NotARecord(text)]) };
        }

        var errors = new List<SpfSyntaxError>();
        var record = Read(text, errors);
        return new SpfRecordAnalysis
        {
            IsSpf = true,
            Record = record,
            Errors = errors,
            Findings = new FindingList(record is null ? SpfRecordLint.Describe(errors) : SpfRecordLint.Check(record)),
        };
    }

    /// <summary>Whether a text is meant for SPF: the version in any case, then a space or the end (section 4.5).</summary>
    internal static bool IsRecord(ReadOnlySpan<char> text) =>
        text.StartsWith(Version.AsSpan(), StringComparison.OrdinalIgnoreCase) && (text.Length == Version.Length || text[Version.Length] == ' ');

    /// <summary>Reads a text that begins with the version.</summary>
    /// <param name="text">The text.</param>
    /// <param name="errors">Collects the terms that cannot be read; null: stop at the first one.</param>
    /// <returns>Null when a term cannot be read.</returns>
    internal static SpfRecord? Read(string text, List<SpfSyntaxError>? errors)
    {
        var terms = new List<SpfTerm>(8);
        var directives = new List<SpfDirective>(8);
        SpfModifier? redirect = null;
        SpfModifier? explanation = null;
        var isValid = true;
        for (var rest = text.AsSpan(Version.Length); TryTakeTerm(ref rest, out var term);)
        {
            var fault = SpfTermReader.Read(term, out var read);
            if (read is SpfDirective directive)
            {
                directives.Add(directive);
            }
            else if (read is SpfModifier { Name: "redirect" } r)
            {
                fault = redirect is null ? fault : SpfSyntaxFault.DuplicateModifier;
                redirect = r;
            }
            else if (read is SpfModifier { Name: "exp" } e)
            {
                fault = explanation is null ? fault : SpfSyntaxFault.DuplicateModifier;
                explanation = e;
            }

            if (fault == SpfSyntaxFault.None)
            {
                terms.Add(read!);
                continue;
            }

            isValid = false;
            if (errors is null || errors.Count == MaxErrors)
            {
                break;
            }

            errors.Add(new SpfSyntaxError { Term = term.ToString(), Fault = fault });
        }

        return isValid
            ? new SpfRecord { Text = text, Terms = terms, Directives = directives, Redirect = redirect, Explanation = explanation }
            : null;
    }

    private static bool TryTakeTerm(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> term)
    {
        rest = rest.TrimStart(' ');
        var end = rest.IndexOf(' ');
        term = end < 0 ? rest : rest.Slice(0, end);
        rest = rest.Slice(term.Length);
        return !term.IsEmpty;
    }
}
