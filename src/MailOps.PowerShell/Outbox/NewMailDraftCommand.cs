using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using MailOps.Outbox;

namespace MailOps.PowerShell;

/// <summary>Makes mails as Send-DelayedMail would, and queues nothing: to look at them, check them or keep them as .eml files.</summary>
/// <remarks>
/// <para>Takes the parameters of Send-DelayedMail that say what a mail is. The result has the message in RawMessage and can be piped to
/// Test-MailDraft; Send-DelayedMail -InputMessage takes a saved file.</para>
/// </remarks>
/// <example>
/// <code>Import-Csv customers.csv | New-MailDraft -From news@corp.example -Template maintenance.html | Test-MailDraft | Where-Object Verdict -ne Send</code>
/// Makes the mail of each customer and shows those that would not go out.
/// </example>
/// <example>
/// <code>New-MailDraft -From it@corp.example -To boss@corp.example -Subject Done -Body 'All done.' -Path done.eml</code>
/// Writes the mail into a file.
/// </example>
[Cmdlet(VerbsCommon.New, "MailDraft", SupportsShouldProcess = true, DefaultParameterSetName = ComposeSet)]
[OutputType(typeof(MailDraft))]
public sealed class NewMailDraftCommand : MailComposingCmdlet
{
    private readonly List<MailDraft> _drafts = [];

    /// <summary>The file to write the mail to, or with several mails a folder that is there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            PrepareComposing();
        }
        catch (Exception e) when (e is MailOpsException or SessionStateException)
        {
            ThrowFailure(e);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            CompleteComposing();
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e);
        }

        if (Path is null || _drafts.Count == 0)
        {
            return;
        }

        try
        {
            Save(FullPath(Path));
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Path);
        }
    }

    private protected override void Add(MailDraft draft)
    {
        if (Path is null)
        {
            WriteObject(draft);
        }
        else
        {
            _drafts.Add(draft);
        }
    }

    private void Save(string target)
    {
        var isFolder = Directory.Exists(target);
        if (_drafts.Count > 1 && !isFolder)
        {
            throw DraftErrors.NotAFolder(target, _drafts.Count);
        }

        var goes = ShouldProcess(target, OutboxTexts.SaveDraft.Current);
        for (var i = 0; i < _drafts.Count; i++)
        {
            var name = (i + 1).ToString("D4", CultureInfo.InvariantCulture) + ".eml";
            var file = isFolder ? System.IO.Path.Combine(target, name) : target;
            if (goes)
            {
                DraftFile.Write(file, _drafts[i].RawMessage);
            }

            WriteObject(goes ? _drafts[i] with { Path = file } : _drafts[i]);
        }
    }
}
