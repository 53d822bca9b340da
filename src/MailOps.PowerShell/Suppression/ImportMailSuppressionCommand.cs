using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Takes the suppression list of another system over.</summary>
/// <remarks>
/// <para>Reads the CSV exports of Amazon SES, Mailgun, SendGrid and Postmark, the JSON that 'aws sesv2 list-suppressed-destinations' and the interfaces
/// of the same four answer (several pages in one file too), our own, any CSV with a column of addresses, and lists with an address a line; by path, or
/// as text from the pipe. Dates and reasons come along; where the file quotes a server, the rules of Get-BounceClassification judge it. Every address
/// counts as blocked by you; an address that is blocked already stays as it is.</para>
/// </remarks>
/// <example>
/// <code>Import-MailSuppression bounces.csv -WhatIf</code>
/// Shows what an export would block.
/// </example>
/// <example>
/// <code>Get-ChildItem exports/*.csv | Import-MailSuppression -Reason 'moved over from the old provider'</code>
/// Takes several files over.
/// </example>
/// <example>
/// <code>aws sesv2 list-suppressed-destinations | Import-MailSuppression -WhatIf</code>
/// Shows what the suppression list of an account at Amazon SES would block.
/// </example>
[Cmdlet(VerbsData.Import, "MailSuppression", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(SuppressionDecision))]
public sealed class ImportMailSuppressionCommand : MailOpsStoreCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralSet = "LiteralPath";
    private const string TextSet = "Text";
    private const string TextName = "input";
    private const int AtOnce = 5000;

    private StringBuilder? _text;

    /// <summary>The files; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>What is piped: files, paths, or the text of a list, whole or line by line, as another program prints it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>The title of the column that holds the addresses, when it has another name than the usual ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AddressProperty { get; set; }

    /// <summary>Why, for addresses for which the file gives no reason.</summary>
    [Parameter]
    [ValidateNotNull]
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var binder = new FileBinder(this);
        foreach (var path in ParameterSetName == PathSet ? Path : ParameterSetName == LiteralSet ? LiteralPath : PathsOfInput())
        {
            try
            {
                foreach (var file in ParameterSetName == PathSet ? binder.ResolveWildcard(path) : [binder.ResolveLiteral(path)])
                {
                    Import(file, SuppressionFile.Read(file, AddressProperty, Report));
                }
            }
            catch (Exception e) when (e is MailOpsException or ItemNotFoundException)
            {
                WriteFailure(e, path);
            }
        }
    }

    /// <summary>Takes over what was piped as text.</summary>
    protected override void EndProcessing()
    {
        if (_text is not null)
        {
            try
            {
                using var reader = new StringReader(_text.ToString());
                Import(TextName, SuppressionFile.Read(reader, TextName, AddressProperty, Report));
            }
            catch (MailOpsException e)
            {
                WriteFailure(e, TextName);
            }
        }

        base.EndProcessing();
    }

    // The paths that are piped; a text that is none is kept for the end.
    private string[] PathsOfInput()
    {
        switch (InputObject?.BaseObject)
        {
            case FileSystemInfo file:
                return [file.FullName];
            case string text when _text is null && NamesFile(text):
                return [text];
            case string text:
                (_text ??= new StringBuilder()).Append(text).Append('\n');
                return [];
            case not null when InputObject.Properties["PSPath"]?.Value is string path:
                return [path];
            default:
                WriteFailure(
                    new MailOpsException("MailOps.Suppression.NoInput", MailOpsErrorKind.InvalidArgument, ErrorTexts.SuppressionNoInput.Current, ErrorTexts.SuppressionNoInputAdvice.Current),
                    InputObject);
                return [];
        }
    }

    // An address or a line of a list is no file as a rule; the first line decides.
    private bool NamesFile(string text) =>
        text.Length is > 0 and < 1024 && text.IndexOfAny(System.IO.Path.GetInvalidPathChars()) < 0 && text.IndexOf('\n') < 0 && text.IndexOf(':') <= 1
        && File.Exists(FullPath(text));

    private void Report(Finding finding)
    {
        if (finding.Severity == FindingSeverity.Info)
        {
            WriteVerbose(FindingLine.Of(finding));
        }
        else
        {
            WriteWarning(FindingLine.Of(finding));
        }
    }

    private void Import(string file, IEnumerable<SuppressionAddition> additions)
    {
        var goes = ShouldProcess(file + ", " + Session.StoreLocation.Display, "Import-MailSuppression");
        if (!goes && !IsWhatIf)
        {
            return;
        }

        var editor = new SuppressionEditor(OpenStore(goes ? StoreAccess.ReadWrite : StoreAccess.Preview).Suppression, Session.Clock);
        List<SuppressionAddition> part = [];
        foreach (var addition in additions)
        {
            if (!MailAddress.TryParse(addition.Address, out _))
            {
                WriteInvalid(addition.Address);
                continue;
            }

            part.Add(addition.Comment.Length > 0 ? addition : addition with { Comment = Reason });
            if (part.Count == AtOnce)
            {
                Add(editor, part, file, !goes);
            }
        }

        Add(editor, part, file, !goes);
    }

    private void Add(SuppressionEditor editor, List<SuppressionAddition> part, string file, bool whatIf)
    {
        if (part.Count > 0)
        {
            WriteObject(
                Await(new ValueTask<IReadOnlyList<SuppressionDecision>>(editor.AddAsync(part.ToList(), file, whatIf, StopToken))),
                enumerateCollection: true);
            part.Clear();
        }
    }

    private void WriteInvalid(string text)
    {
        try
        {
            MailAddress.Parse(text);
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, text);
        }
    }
}
