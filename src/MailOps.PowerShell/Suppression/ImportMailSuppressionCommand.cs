using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Suppression;

namespace MailOps.PowerShell;

/// <summary>Takes the suppression list of another system over.</summary>
/// <remarks>
/// <para>Reads the CSV exports of Amazon SES, Mailgun, SendGrid and Postmark, our own, any CSV with a column of addresses, and lists with an address
/// a line. Dates and reasons come along; where the file quotes a server, the rules of Get-BounceClassification judge it. Every address
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
[Cmdlet(VerbsData.Import, "MailSuppression", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(SuppressionDecision))]
public sealed class ImportMailSuppressionCommand : MailOpsStoreCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralSet = "LiteralPath";
    private const int AtOnce = 5000;

    /// <summary>The files; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, taken as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

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
        foreach (var path in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            try
            {
                foreach (var file in ParameterSetName == PathSet ? binder.ResolveWildcard(path) : [binder.ResolveLiteral(path)])
                {
                    Import(file);
                }
            }
            catch (Exception e) when (e is MailOpsException or ItemNotFoundException)
            {
                WriteFailure(e, path);
            }
        }
    }

    private void Import(string file)
    {
        var goes = ShouldProcess(file + ", " + Session.StoreLocation.Display, "Import-MailSuppression");
        if (!goes && !IsWhatIf)
        {
            return;
        }

        var editor = new SuppressionEditor(OpenStore(goes ? StoreAccess.ReadWrite : StoreAccess.Preview).Suppression, Session.Clock);
        List<SuppressionAddition> part = [];
        foreach (var addition in SuppressionFile.Read(file, AddressProperty))
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
