using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using MailOps.Addresses;

namespace MailOps.PowerShell;

/// <summary>Sums up the results of Test-MailAddress, as an object and as a report to hand on.</summary>
/// <remarks>
/// <para>Counts the addresses by verdict and reason, lists suggested corrections and mailboxes that are there several times, and the domains with the
/// most doubtful addresses.</para>
/// <para>-HtmlPath writes it as one web page that needs nothing else, for screen and paper, in the language of the session (English or German);
/// -CsvPath writes every address that somebody has to look at, with verdict, reason, suggestion, the address it doubles, and what to do. Existing
/// files are replaced. Duplicates are found by the rules of the providers (CanonicalAddress), for which the addresses are kept in memory.</para>
/// </remarks>
/// <example>
/// <code>Import-Csv customers.csv | Test-MailAddress | Measure-MailAddress -HtmlPath report.html -CsvPath to-do.csv</code>
/// Checks a list, shows the counts, and writes the report and the list of what is to be done.
/// </example>
/// <example>
/// <code>(Get-Content list.txt | Test-MailAddress -SyntaxOnly | Measure-MailAddress).Corrections</code>
/// Shows what was likely meant by mistyped addresses, without asking anybody.
/// </example>
/// <example>
/// <code>Import-Csv kunden.csv | Test-MailAddress | Measure-MailAddress -CsvPath zu-tun.csv -Delimiter ';'</code>
/// Writes the list of what is to be done for a German Excel.
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "MailAddress")]
[OutputType(typeof(AddressListSummary))]
public sealed class MeasureMailAddressCommand : MailOpsCmdlet
{
    private readonly AddressListSummarizer _summarizer = new();
    private StreamWriter? _csv;
    private AddressActionFile? _actions;
    private bool _isMisused;

    /// <summary>A result of Test-MailAddress.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The file for the report as a web page.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HtmlPath { get; set; }

    /// <summary>The file for the list of what is to be done.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CsvPath { get; set; }

    /// <summary>What stands between the cells of the CSV file.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>What the list is called in the report.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (CsvPath is not null)
        {
            _csv = Create(CsvPath);
            _actions = new AddressActionFile(_csv, Delimiter);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject.BaseObject is not AddressTestResult result)
        {
            _isMisused = true;
            WriteFailure(AddressReportErrors.NotChecked(), InputObject);
            return;
        }

        var first = _summarizer.Add(result);
        _actions?.Add(result, first);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var summary = _summarizer.Build();
        Release();
        if (summary.Total == 0)
        {
            WriteWarning(ErrorTexts.NothingMeasured.Current);
        }

        // Counts of nothing would look like a list that was checked.
        if (summary.Total == 0 && _isMisused)
        {
            return;
        }

        if (HtmlPath is not null)
        {
            using var page = Create(HtmlPath);
            summary.WriteHtml(page, Title);
        }

        WriteObject(summary);
    }

    private protected override void Release()
    {
        _csv?.Dispose();
        _csv = null;
        _actions = null;
        base.Release();
    }

    // With a byte order mark, by which Excel knows UTF-8.
    private StreamWriter Create(string path)
    {
        var full = FullPath(path);
        try
        {
            return new StreamWriter(full, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            ThrowFailure(AddressReportErrors.NotWritten(full, e), full);
            throw;
        }
    }
}
