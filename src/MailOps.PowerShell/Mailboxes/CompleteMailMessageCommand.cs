using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Intake;
using MailOps.Mailboxes;

namespace MailOps.PowerShell;

/// <summary>Says at the end of a pipe that messages are done: moves, deletes or flags them.</summary>
/// <remarks>
/// <para>Takes messages of Receive-MailMessage and whatever was made from them: the InputObject of each result leads back to the message. A
/// message with several results, as a bounce for several recipients, is completed once. Nothing is completed that did not come through the
/// pipe to its end, or that a preview was made of: it comes again with the next Receive-MailMessage.</para>
/// <para>The work is done when the pipe has ended. If it is broken off before, nothing has been completed. Behind Receive-MailMessage -Watch
/// without a ForEach-Object in between each message is completed as soon as its first result comes.</para>
/// <para>A message is only touched under the UIDVALIDITY that it was read with; when the folder was rebuilt meanwhile, that is an error and
/// nothing is changed. No other message is ever touched, also on servers without MOVE and UIDPLUS. POP3 knows -Delete only.</para>
/// </remarks>
/// <example>
/// <code>Receive-MailMessage -Server imap.corp.example -Credential $credential | Get-BounceClassification | Update-MailSuppression -PassThru | Complete-MailMessage -MoveTo Done</code>
/// Moves bounces to the folder Done once they are in the suppression list.
/// </example>
/// <example>
/// <code>Receive-MailMessage -Path ./Maildir -ExceptFlag Seen | ConvertFrom-TlsReport | Complete-MailMessage -Flag Seen -WhatIf</code>
/// Shows which messages would be marked as read.
/// </example>
[Cmdlet(VerbsLifecycle.Complete, "MailMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = MoveSet)]
[OutputType(typeof(MailCompletionDecision))]
public sealed class CompleteMailMessageCommand : MailOpsCmdlet
{
    private const string MoveSet = "Move";
    private const string DeleteSet = "Delete";
    private const string FlagSet = "Flag";

    // InputObject leads from a decision over a bounce to the message; longer ways have no end.
    private const int MaxSteps = 16;

    private MailCompletion? _completion;

    /// <summary>Messages, and results that were made from them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The folder to move them to; made when it is missing.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MoveSet)]
    [ValidateNotNullOrEmpty]
    public string? MoveTo { get; set; }

    /// <summary>Delete them for good.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DeleteSet)]
    public SwitchParameter Delete { get; set; }

    /// <summary>Set this flag and leave them where they are: Seen, Answered, Flagged or a keyword. Receive-MailMessage -ExceptFlag leaves them out then.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FlagSet)]
    [ValidateNotNullOrEmpty]
    public string? Flag { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _completion = new MailCompletion(new MailCompletionOptions
    {
        Action = MoveTo is not null ? MailCompletionAction.Move : Flag is not null ? MailCompletionAction.Flag : MailCompletionAction.Delete,
        Target = MoveTo ?? "",
        Flags = Flag is null ? MailFlagSet.None : MailCompletionOptions.FlagOf(Flag),
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var (mail, isPreview) = Find(InputObject);
            if (mail is null)
            {
                throw IntakeErrors.NotFromMailbox();
            }

            if (isPreview)
            {
                WriteObject(new MailCompletionDecision
                {
                    Location = mail.Location,
                    MessageId = mail.MessageId,
                    Action = MailCompletionAction.None,
                    WhatIf = true,
                    Reason = IntakeTexts.Preview.Current,
                });
                return;
            }

            if (_completion!.Add(mail) && mail.Intake!.IsWatching)
            {
                Run();
            }
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Run();

    private void Run()
    {
        if (_completion!.Count == 0)
        {
            return;
        }

        var target = string.Format(CultureInfo.CurrentCulture, MailboxTexts.Messages.Current, _completion.Count);
        var action = MoveTo is not null ? string.Format(CultureInfo.CurrentCulture, MailboxTexts.MoveTo.Current, DisplayText.Clean(MoveTo))
            : Flag is not null ? string.Format(CultureInfo.CurrentCulture, MailboxTexts.Flag.Current, DisplayText.Clean(Flag))
            : MailboxTexts.Delete.Current;
        var goes = ShouldProcess(target, action);
        if (!goes && !IsWhatIf)
        {
            return;
        }

        // What has begun is brought to its end: a half of it would come again.
        foreach (var decision in Await(new ValueTask<IReadOnlyList<MailCompletionDecision>>(_completion.RunAsync(!goes, StopToken))))
        {
            WriteObject(decision);
            if (decision.Failure is { } failure)
            {
                WriteFailure(failure, decision.Location);
            }
        }
    }

    // The message that a result was made from, and whether anything on the way was a preview only.
    private static (ReceivedMail? Mail, bool IsPreview) Find(object? input)
    {
        var isPreview = false;
        for (var step = 0; step < MaxSteps; step++)
        {
            var value = input is PSObject wrapper ? wrapper.BaseObject : input;
            switch (value)
            {
                case null:
                    return (null, false);
                case ReceivedMail mail:
                    return (mail, isPreview);
            }

            var properties = PSObject.AsPSObject(input!).Properties;
            isPreview |= ValueOf(properties, "WhatIf") is true;
            input = value is IDictionary dictionary && dictionary.Contains("InputObject") ? dictionary["InputObject"] : ValueOf(properties, "InputObject");
        }

        return (null, false);
    }

    private static object? ValueOf(PSMemberInfoCollection<PSPropertyInfo> properties, string name)
    {
        try
        {
            return properties[name]?.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
