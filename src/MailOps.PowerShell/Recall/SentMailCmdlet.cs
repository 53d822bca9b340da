using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Outbox;
using MailOps.Recall;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A cmdlet about mails that went wrong: named by a recall, by the log, by a Message-ID or by a file.</summary>
public abstract class SentMailCmdlet : MailOpsStoreCmdlet
{
    private protected const string RecallSet = "Recall";
    private protected const string InputSet = "Input";
    private protected const string MessageSet = "MessageId";
    private protected const string FileSet = "Path";

    /// <summary>The number of a recall.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RecallSet)]
    public long[] Id { get; set; } = [];

    /// <summary>
    /// What names the mail: a recall or a recipient of one, an entry of Get-MailLog, a mail of Get-DelayedMail, a decision of Send-DelayedMail, a
    /// Message-ID, or an object with a property MessageId. Where it names one recipient, only he counts.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ValidateNotNull]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The Message-ID, with or without angle brackets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MessageSet)]
    [ValidateNotNullOrEmpty]
    public string[] MessageId { get; set; } = [];

    /// <summary>The mail as a file (.eml).</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Takes one mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="address">The one recipient that is meant; null for all.</param>
    /// <param name="source">What named it.</param>
    /// <exception cref="MailOpsException">This one fails; the next has its turn.</exception>
    private protected abstract void Take(SentMail mail, string? address, object? source);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var store = OpenStore(StoreAccess.ReadOnly);
        var reader = new SentMailReader(store.Recalls, store.Outbox, store.Journal);
        switch (ParameterSetName)
        {
            case RecallSet:
                ForEach(Id, id => Take(Await(new ValueTask<SentMail>(reader.FindByRecallAsync(id, StopToken))), null, null));
                break;
            case MessageSet:
                ForEach(MessageId, id => Take(Await(new ValueTask<SentMail>(reader.FindByMessageIdAsync(id, StopToken))), null, null));
                break;
            case FileSet:
                ForEach(LiteralPath, path => Take(Await(new ValueTask<SentMail>(reader.ReadAsync(MailRecallMessage.ReadContent(FullPath(path)), StopToken))), null, path));
                break;
            default:
                ForEach([InputObject], input => TakeInput(reader, input));
                break;
        }
    }

    private void TakeInput(SentMailReader reader, PSObject input)
    {
        var (recall, messageId, address) = NameOf(input);
        var mail = recall is { } id ? reader.FindByRecallAsync(id, StopToken)
            : messageId is { Length: > 0 } text ? reader.FindByMessageIdAsync(text, StopToken)
            : throw RecallErrors.NoMailNamed();
        Take(Await(new ValueTask<SentMail>(mail)), address, input.BaseObject);
    }

    // The number of an outbox mail is no number of a recall: only what is a recall, or bears the name, is taken for one.
    private static (long? Recall, string? MessageId, string? Address) NameOf(PSObject input) => input.BaseObject switch
    {
        MailRecall { Id: > 0 } recall => (recall.Id, null, null),
        MailRecallRecipient { RecallId: > 0 } recipient => (recipient.RecallId, null, recipient.Mailbox),
        MailLogEntry entry => (null, entry.MessageId, entry.Address),
        OutboxDecision decision => (null, decision.MessageId, decision.Address),
        DelayedMail mail => (null, mail.MessageId, null),
        string text => (null, text, null),
        int or long => (Convert.ToInt64(input.BaseObject, CultureInfo.InvariantCulture), null, null),
        _ => (null, new PropertyValues(input).Find("MessageId"), null),
    };

    private void ForEach<T>(IEnumerable<T> names, Action<T> take)
    {
        foreach (var name in names)
        {
            try
            {
                take(name);
            }
            catch (MailOpsException e)
            {
                WriteFailure(e, name);
            }
        }
    }
}
