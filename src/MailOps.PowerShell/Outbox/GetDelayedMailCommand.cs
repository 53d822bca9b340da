using System;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Lists the mail of the outbox, newest first.</summary>
/// <remarks>
/// <para>Shown is every mail of the store with its state: Waiting (for a person), Queued, Claimed and Sending (a dispatcher has it), InDoubt
/// (it may have left without a recorded answer), Accepted (a server took it), Failed, Cancelled, Suppressed. The state of a mail is computed
/// from those of its recipients, which are in the property Recipients.</para>
/// <para>When mail is due and no dispatcher has come by for 15 minutes, a warning says so.</para>
/// </remarks>
/// <example>
/// <code>Get-DelayedMail</code>
/// Lists everything in the store.
/// </example>
/// <example>
/// <code>Get-DelayedMail -State Queued, Waiting -Subject '*maintenance*'</code>
/// Lists what has not left, by a part of the subject.
/// </example>
/// <example>
/// <code>Get-DelayedMail 42 | Select-Object -ExpandProperty Recipients</code>
/// Shows each recipient of one mail with state, attempts and the last reply.
/// </example>
[Cmdlet(VerbsCommon.Get, "DelayedMail", DefaultParameterSetName = "Filter")]
[OutputType(typeof(DelayedMail))]
public sealed class GetDelayedMailCommand : MailOpsStoreCmdlet
{
    private const string IdSet = "Id";
    private const string FilterSet = "Filter";

    private MailOutbox? _outbox;

    /// <summary>The numbers of mails; piped, the property Id of decisions and log entries is taken.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [ArgumentCompleter(typeof(DelayedMailIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Only mail in one of these states.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DeliveryState[] State { get; set; } = [];

    /// <summary>Only mail to this recipient; * and ? are wildcards.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Alias("To")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Address { get; set; }

    /// <summary>Only mail with this subject; * and ? are wildcards.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Subject { get; set; }

    /// <summary>Only mail of this campaign; * and ? are wildcards.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string? Campaign { get; set; }

    /// <summary>Only the mail with this Message-ID, with or without angle brackets.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public string? MessageId { get; set; }

    /// <summary>Only mail that is due before this time; a time that does not say that it is UTC is local.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? DueBefore { get; set; }

    /// <summary>Only mail that was queued at this time or later; a time that does not say that it is UTC is local.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? CreatedSince { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _outbox ??= OpenOutbox(StoreAccess.ReadOnly);
        if (ParameterSetName == IdSet)
        {
            foreach (var id in Id)
            {
                if (AwaitOrEnd(new ValueTask<DelayedMail?>(_outbox.FindAsync(id, StopToken))) is { } mail)
                {
                    WriteObject(mail);
                }
                else
                {
                    WriteFailure(DelayedMailErrors.NotFound(id), id);
                }
            }

            return;
        }

        var filter = new OutboxFilter
        {
            States = State,
            Address = Address,
            Subject = Subject,
            Campaign = Campaign,
            MessageId = MessageId?.Trim('<', '>'),
            DueBefore = DueBefore?.ToUniversalTime(),
            CreatedSince = CreatedSince?.ToUniversalTime(),
        };
        WriteEach(_outbox.ListAsync(filter, StopToken));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_outbox is not null)
        {
            WarnIfUnattended(_outbox);
        }
    }
}
